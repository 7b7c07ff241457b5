package org.quiltappliance.server.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.zip.ZipFile;

/**
 * Servers of other major versions of PostgreSQL than the one of this computer, as plain programs. The build fetches them
 * as archives; each is unpacked once, into the cache of the tests.
 */
final class PostgresPrograms {

    private static final Path ARCHIVES = Path.of("target", "postgres-servers");

    private PostgresPrograms() {}

    /** The folder with {@code bin}, {@code lib} and {@code share}. */
    static synchronized Path of(int major) {
        Path archive = ARCHIVES.resolve("postgres-" + major + ".jar");
        if (!Files.exists(archive)) {
            throw new IllegalStateException("PostgreSQL " + major + " is needed by this test. The build fetches it: mvn"
                    + " -pl appliance-server dependency:copy@postgres-servers");
        }
        try {
            Path folder = LocalImages.cache().resolve("postgres-" + major + "-" + key(archive));
            if (!Files.isDirectory(folder)) {
                unpack(archive, folder);
            }
            return folder;
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL " + major + " could not be unpacked.", failed);
        }
    }

    private static String key(Path archive) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            long crc = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow()
                    .getCrc();
            return HexFormat.of().toHexDigits((int) crc);
        }
    }

    private static void unpack(Path archive, Path folder) throws IOException {
        Path fresh = Files.createTempDirectory(LocalImages.cache(), "postgres");
        try (var zip = new ZipFile(archive.toFile())) {
            var packed = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow();
            var tar = new ProcessBuilder("tar", "-xJ", "-C", fresh.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (InputStream in = zip.getInputStream(packed);
                    var out = tar.getOutputStream()) {
                in.transferTo(out);
            }
            if (tar.waitFor() != 0) {
                throw new IOException("tar failed; it needs the package \"xz-utils\"");
            }
            move(fresh, folder);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("Stopped while unpacking", stopped);
        }
    }

    /** Another build may have been first. */
    private static void move(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException taken) {
            if (!Files.isDirectory(folder)) {
                throw taken;
            }
        }
    }
}
