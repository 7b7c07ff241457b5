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

    private static ImageArchive postgres() {
        Path version = Optional.of(Path.of("/usr/lib/postgresql"))
                .filter(Files::isDirectory)
                .flatMap(LocalImages::newest)
                .orElseThrow(() -> new IllegalStateException("PostgreSQL is needed by this test and is not on this"
                        + " machine. Install the package \"postgresql\"."));
        String major = version.getFileName().toString();
        Path programs = version.resolve("bin");
        Path share = Path.of("/usr/share/postgresql", major);
        String data = Integer.parseInt(major) >= 18 ? "/var/lib/postgresql" : "/var/lib/postgresql/data";
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
                        false)
                .copyTree(Path.of("/usr/lib/locale/C.utf8"), Set.of())
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
                .folder(data.substring(1), 0700, POSTGRES_USER);
        return image.config(
                        "Env",
                        List.of(
                                "PATH=/usr/local/bin:" + programs + ":/usr/bin:/bin",
                                "LANG=C.UTF-8",
                                "PG_MAJOR=" + major,
                                "PGDATA=" + (data.endsWith("/data") ? data : data + "/" + major + "/docker")))
                .config("Entrypoint", List.of("/usr/local/bin/entrypoint.sh"))
                .config("Cmd", List.of("postgres"))
                .config("ExposedPorts", Map.of("5432/tcp", Map.of()))
                .config("Volumes", Map.of(data, Map.of()))
                .config("StopSignal", "SIGINT");
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
                    .filter(file -> !file.getFileName().toString().matches("(plperl|plpython|pltcl|pgxml).*"))
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

    private static Path cache() {
        Path folder = Path.of(System.getProperty("user.home"), ".cache", "quilt-appliance-tests");
        try {
            return Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
