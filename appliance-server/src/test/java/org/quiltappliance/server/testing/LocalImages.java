package org.quiltappliance.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.quiltappliance.server.containers.ContainerRuntime;

/**
 * Images for tests, made of programs that this computer has: no test asks a registry. Archives are kept in a cache
 * folder under a name made of their content, so only the first run assembles them.
 */
public final class LocalImages {

    /** PostgreSQL of this computer, behaving like the official image. */
    public static final String POSTGRES = "localhost/quilt-appliance-test/postgres:local";

    /** PostgreSQL 17, whatever this computer has. */
    public static final String POSTGRES_17 = "localhost/quilt-appliance-test/postgres:17-local";

    /** PostgreSQL 18, which keeps its data in another folder. */
    public static final String POSTGRES_18 = "localhost/quilt-appliance-test/postgres:18-local";

    /** A real MinIO server. */
    public static final String MINIO = "localhost/quilt-appliance-test/minio:local";

    /** A shell and little else. */
    public static final String SMALL = "localhost/quilt-appliance-test/small:local";

    private static final int POSTGRES_USER = 999;

    private LocalImages() {}

    /** Makes sure that the engine has these images, and gives back the archives they came from. */
    public static List<Path> load(ContainerRuntime runtime, String... images) {
        return Stream.of(images).map(image -> load(runtime, image)).toList();
    }

    /** The archive that holds the image under that name. */
    public static Path archive(String image) {
        return archive(contents(image), image);
    }

    private static Path load(ContainerRuntime runtime, String image) {
        Path archive = archive(image);
        try {
            runtime.load(archive, transfer -> {});
            return archive;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while an image for the tests was loaded.", stopped);
        }
    }

    private static ImageArchive contents(String image) {
        return switch (image) {
            case POSTGRES -> postgres();
            case POSTGRES_17 -> postgres(17);
            case POSTGRES_18 -> postgres(18);
            case MINIO -> minio();
            case SMALL -> small();
            default -> throw new IllegalArgumentException("Unknown image " + image);
        };
    }

    private static synchronized Path archive(ImageArchive contents, String name) {
        try {
            Path archive = cache().resolve("image-" + contents.key().substring(0, 32) + ".tar");
            if (!Files.exists(archive)) {
                contents.write(archive, name);
            }
            return archive;
        } catch (IOException failed) {
            throw new UncheckedIOException("The image " + name + " could not be assembled.", failed);
        }
    }

    private static ImageArchive small() {
        return new ImageArchive()
                .busybox()
                .text("etc/passwd", "root:x:0:0::/:/bin/sh\nguest:x:1234:1235::/:/bin/sh\n", false)
                .config("Env", List.of("PATH=/bin", "GREETING=hello"))
                .config("Cmd", List.of("/bin/sh", "-c", "echo started; exec sleep 1000"))
                .config("StopSignal", "SIGKILL");
    }

    private static ImageArchive minio() {
        Path program = MinioBinary.path();
        return new ImageArchive()
                .busybox()
                .copy(program, "usr/bin/minio", true)
                .librariesOf(List.of(program))
                .text("etc/passwd", "root:x:0:0::/:/bin/sh\n", false)
                .config("Env", List.of("PATH=/usr/bin:/bin"))
                .config("Entrypoint", List.of("/usr/bin/minio"))
                .config("ExposedPorts", Map.of("9000/tcp", Map.of()))
                .config("Volumes", Map.of("/data", Map.of()));
    }

    /** Of this computer, with its extensions. */
    private static ImageArchive postgres() {
        Path version = installed();
        int major = Integer.parseInt(version.getFileName().toString());
        Path programs = version.resolve("bin");
        Path share = Path.of("/usr/share/postgresql", "" + major);
        var image = new ImageArchive()
                .busybox()
                .withLibraries(Stream.of("postgres", "initdb", "pg_ctl", "psql", "pg_isready")
                        .map(programs::resolve)
                        .toList())
                .withLibraries(extensions(version.resolve("lib")))
                .copyTree(share, Set.of("/man/", "postgresql.conf.sample"))
                .text(
                        share.toString().substring(1) + "/postgresql.conf.sample",
                        listening(share.resolve("postgresql.conf.sample")),
                        false);
        return likeTheOfficialOne(image, major, programs.toString());
    }

    /** Of another major version, as {@link PostgresPrograms} has it; clients are those of this computer. */
    private static ImageArchive postgres(int major) {
        Path folder = PostgresPrograms.of(major);
        String place = "usr/lib/postgresql/" + major;
        Path clients = installed().resolve("bin");
        var programs = Stream.of("postgres", "initdb", "pg_ctl")
                .map(name -> folder.resolve("bin").resolve(name))
                .toList();
        var libraries = extensions(folder.resolve("lib/postgresql"));
        var image = new ImageArchive()
                .busybox()
                .withLibraries(
                        Stream.of("psql", "pg_isready").map(clients::resolve).toList())
                .librariesOf(
                        Stream.concat(programs.stream(), libraries.stream()).toList(), folder);
        programs.forEach(program -> image.copy(program, place + "/bin/" + program.getFileName(), true));
        libraries.forEach(library -> image.copy(library, place + "/lib/postgresql/" + library.getFileName(), true));
        for (Path library : shared(folder.resolve("lib"))) {
            image.copy(library, place + "/lib/" + library.getFileName(), true);
        }
        Path share = folder.resolve("share");
        image.copyTree(share, place + "/share", Set.of("postgresql.conf.sample"))
                .text(
                        place + "/share/postgresql/postgresql.conf.sample",
                        listening(share.resolve("postgresql/postgresql.conf.sample"))
                                // Where clients of this computer look.
                                + "unix_socket_directories = '/var/run/postgresql'\n",
                        false);
        return likeTheOfficialOne(image, major, "/" + place + "/bin:" + clients);
    }

    private static ImageArchive likeTheOfficialOne(ImageArchive image, int major, String path) {
        String data = major >= 18 ? "/var/lib/postgresql" : "/var/lib/postgresql/data";
        return image.copyTree(Path.of("/usr/lib/locale/C.utf8"), Set.of())
                // All, because a client asks for the zone it is in.
                .copyTree(Path.of("/usr/share/zoneinfo"), Set.of("/right/", "/posix/"))
                .text(
                        "etc/passwd",
                        "root:x:0:0::/:/bin/sh\npostgres:x:" + POSTGRES_USER + ":" + POSTGRES_USER
                                + "::/var/lib/postgresql:/bin/sh\n",
                        false)
                .text("etc/group", "root:x:0:\npostgres:x:" + POSTGRES_USER + ":\n", false)
                .text("etc/nsswitch.conf", "passwd: files\ngroup: files\nhosts: files dns\n", false)
                .text("usr/local/bin/entrypoint.sh", Resources.text("images/postgres-entrypoint.sh"), true)
                .folder("run/postgresql", 02775, POSTGRES_USER)
                .link("var/run", "/run")
                .folder(data.substring(1), 0700, POSTGRES_USER)
                .config(
                        "Env",
                        List.of(
                                "PATH=/usr/local/bin:" + path + ":/usr/bin:/bin",
                                "LANG=C.UTF-8",
                                "PG_MAJOR=" + major,
                                "PGDATA=" + (data.endsWith("/data") ? data : data + "/" + major + "/docker")))
                .config("Entrypoint", List.of("/usr/local/bin/entrypoint.sh"))
                .config("Cmd", List.of("postgres"))
                .config("ExposedPorts", Map.of("5432/tcp", Map.of()))
                .config("Volumes", Map.of(data, Map.of()))
                .config("StopSignal", "SIGINT");
    }

    private static Path installed() {
        return Optional.of(Path.of("/usr/lib/postgresql"))
                .filter(Files::isDirectory)
                .flatMap(LocalImages::newest)
                .orElseThrow(() -> new IllegalStateException("PostgreSQL is needed by this test and is not on this"
                        + " machine. Install the package \"postgresql\"."));
    }

    /** The libraries right in that folder, under all their names. */
    private static List<Path> shared(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().contains(".so."))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Optional<Path> newest(Path versions) {
        try (Stream<Path> all = Files.list(versions)) {
            return all.filter(version -> version.getFileName().toString().matches("\\d{1,3}"))
                    .filter(version -> Files.isExecutable(version.resolve("bin/postgres")))
                    .max(Comparator.comparing(
                            version -> Integer.valueOf(version.getFileName().toString())));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** All but the compiler, which is large and needs much. */
    private static List<Path> extensions(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".so"))
                    .filter(file -> !file.getFileName().toString().startsWith("llvmjit"))
                    .filter(file -> !file.getFileName().toString().matches(".*(perl|python|tcl|pgxml).*"))
                    .sorted()
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** As the official image has it: reachable from outside of the container. */
    private static String listening(Path sample) {
        try {
            return Files.readString(sample, StandardCharsets.UTF_8) + "\nlisten_addresses = '*'\n";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Path cache() {
        Path folder = Path.of(System.getProperty("user.home"), ".cache", "quilt-appliance-tests");
        try {
            return Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
