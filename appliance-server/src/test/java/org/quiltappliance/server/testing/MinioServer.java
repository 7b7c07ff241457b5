package org.quiltappliance.server.testing;

import static org.awaitility.Awaitility.await;

import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.MinioException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;

/**
 * One throw-away MinIO server for all tests of this JVM, started on first use and gone with the JVM, however that ends.
 * A test takes a bucket of its own from it, which its store makes when it opens:
 *
 * <pre>{@code
 * var store = new S3ObjectStore(MinioServer.freshBucket(), folder, true);
 * }</pre>
 *
 * Never skips: without a MinIO server's program the test fails and says what to install.
 */
public final class MinioServer {

    /** The region that requests must be signed for. */
    public static final String REGION = "us-east-1";

    private static final String USER = "appliance-tests";
    private static final int PORTS_TO_TRY = 3;
    private static final Duration START = Duration.ofSeconds(60);

    /**
     * Runs the server until standard input ends, which is when the JVM is gone for whatever reason. Ignores the signals
     * that a terminal sends to everybody, to live long enough for that.
     */
    private static final String GUARD = """
            trap '' INT TERM HUP
            "$1" server --quiet --address "127.0.0.1:$2" --console-address "127.0.0.1:$3" "$4/data" \
                </dev/null >"$4/server.log" 2>&1 &
            echo $! >"$4/pid"
            cat >/dev/null
            server=$(cat "$4/pid")
            kill -9 $server
            wait
            while kill -0 $server 2>/dev/null; do sleep 0.1; done
            rm -rf "$4"
            """;

    private final Path folder;
    private final URI endpoint;
    private final Secret password;
    private final AtomicInteger buckets = new AtomicInteger();

    /** Starts the server when the first test asks for it. */
    private static final class Shared {
        static final MinioServer SERVER = start();
    }

    private MinioServer(Path folder, URI endpoint, Secret password) {
        this.folder = folder;
        this.endpoint = endpoint;
        this.password = password;
    }

    /** A name that no bucket has yet, at the server. */
    public static StoreConfig.S3 freshBucket() {
        return Shared.SERVER.bucket();
    }

    /** A server of its own, for a test that does something to it; gone with the JVM, too. */
    public static MinioServer own() {
        return start();
    }

    /** A name that no bucket of this server has yet. */
    public StoreConfig.S3 bucket() {
        return config("test-" + buckets.incrementAndGet());
    }

    /** Where it keeps the objects, in its own way. */
    public Path data() {
        return folder.resolve("data");
    }

    /** Ends it as a crash does: {@code kill -9}. */
    public void kill() {
        process().destroyForcibly();
        awaitEnd();
    }

    /** Starts it again at the same address, after {@link #kill()}, and waits until it answers. */
    public void startAgain() {
        try {
            var again = new ProcessBuilder(
                            MinioBinary.path().toString(),
                            "server",
                            "--quiet",
                            "--address",
                            "127.0.0.1:" + endpoint.getPort(),
                            "--console-address",
                            "127.0.0.1:" + FreePort.find(),
                            data().toString())
                    .directory(new File("/"))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("server.log").toFile());
            settle(again, password);
            var process = again.start();
            process.getOutputStream().close();
            Files.writeString(folder.resolve("pid"), "" + process.pid());
        } catch (IOException failed) {
            throw new UncheckedIOException("MinIO did not start again.", failed);
        }
        if (!answers(endpoint)) {
            throw new IllegalStateException("MinIO did not start again.");
        }
    }

    private ProcessHandle process() {
        try {
            var pid = Files.readString(folder.resolve("pid")).strip();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** When nobody listens any more, the next one may. */
    private void awaitEnd() {
        await("end of MinIO").atMost(START).until(() -> {
            try (var connection = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
                return !connection.isConnected();
            } catch (ConnectException nobody) {
                return true;
            }
        });
    }

    private StoreConfig.S3 config(String bucket) {
        return new StoreConfig.S3(
                endpoint, Optional.empty(), bucket, REGION, StoreConfig.PathStyle.AUTO, USER, password);
    }

    /** A way to the bucket past the store. */
    public static MinioClient client(StoreConfig.S3 bucket) {
        return MinioClient.builder()
                .endpoint(bucket.endpoint().toString())
                .region(bucket.region())
                .credentials(bucket.accessKey(), bucket.secretKey().reveal())
                .build();
    }

    /** Puts other bytes under a key, past the store. */
    public static void overwrite(StoreConfig.S3 bucket, String key, byte[] bytes) {
        var client = client(bucket);
        try {
            client.putObject(PutObjectArgs.builder().bucket(bucket.bucket()).object(key).stream(
                            new ByteArrayInputStream(bytes), bytes.length, -1)
                    .build());
        } catch (MinioException | GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("The object was not overwritten.", failed);
        }
    }

    /** Another program can take a port between our looking and the server's using it, so more than one is tried. */
    private static MinioServer start() {
        try {
            Path program = MinioBinary.path();
            var password = new Secret(UUID.randomUUID().toString());
            for (int attempt = 1; ; attempt++) {
                Path folder = Files.createTempDirectory("minio-for-tests-");
                int port = FreePort.find();
                var endpoint = URI.create("http://127.0.0.1:" + port);
                Process guard = guard(program, port, folder, password);
                if (answers(endpoint)) {
                    return new MinioServer(folder, endpoint, password);
                }
                String said = Files.readString(folder.resolve("server.log"));
                guard.getOutputStream().close();
                if (attempt == PORTS_TO_TRY) {
                    throw new IllegalStateException("MinIO did not start for the tests:\n" + said);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("MinIO did not start for the tests.", failed);
        }
    }

    private static Process guard(Path program, int port, Path folder, Secret password) throws IOException {
        var command = new ProcessBuilder(
                        "sh",
                        "-c",
                        GUARD,
                        "guard",
                        program.toString(),
                        String.valueOf(port),
                        String.valueOf(FreePort.find()),
                        folder.toString())
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        settle(command, password);
        return command.start();
    }

    private static void settle(ProcessBuilder command, Secret password) {
        command.environment().put("MINIO_ROOT_USER", USER);
        command.environment().put("MINIO_ROOT_PASSWORD", password.reveal());
        command.environment().put("MINIO_BROWSER", "off");
        command.environment().put("MINIO_UPDATE", "off");
    }

    private static boolean answers(URI endpoint) {
        var client = HttpClient.newHttpClient();
        var request =
                HttpRequest.newBuilder(endpoint.resolve("/minio/health/ready")).build();
        try {
            await().atMost(START)
                    .ignoreExceptions()
                    .until(() -> client.send(request, BodyHandlers.discarding()).statusCode() == 200);
            return true;
        } catch (ConditionTimeoutException never) {
            return false;
        }
    }
}
