package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.testing.MinioServer;

/** Large objects in little memory. */
class S3MemoryIT {

    @TempDir
    Path folder;

    @Test
    void objectOf200MegabytesGoesThroughProcessWith40MegabytesOfHeap() throws Exception {
        var bucket = MinioServer.freshBucket();
        S3ObjectStore.createBucket(bucket);
        var said = folder.resolve("said.log");
        var command = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-XX:MaxDirectMemorySize=8m",
                        "-cp",
                        classPath(),
                        LargeTransfer.class.getName(),
                        bucket.endpoint().toString(),
                        bucket.bucket(),
                        bucket.accessKey(),
                        folder.resolve("uploads").toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        command.environment().put(LargeTransfer.SECRET, bucket.secretKey().reveal());

        var process = command.start();
        try {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(said)).contains(LargeTransfer.DONE).doesNotContain("OutOfMemoryError");
        assertThat(process.exitValue()).isZero();
    }

    /** The class path of this test run; a launcher may hold it in a class loader of its own. */
    private static String classPath() {
        if (S3MemoryIT.class.getClassLoader() instanceof URLClassLoader loader) {
            return Arrays.stream(loader.getURLs())
                    .map(url -> Path.of(URI.create(url.toString())).toString())
                    .collect(Collectors.joining(System.getProperty("path.separator")));
        }
        return System.getProperty("java.class.path");
    }
}
