package org.quiltappliance.server.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;

/** The images that other tests stand on. */
class LocalImagesIT {

    private static final String MINE = "test-" + UUID.randomUUID().toString().substring(0, 8);
    private static ContainerRuntime runtime;

    @BeforeAll
    static void loadImages() {
        runtime = DockerEngine.connect();
        LocalImages.load(runtime, LocalImages.POSTGRES, LocalImages.MINIO);
        runtime.createNetwork(MINE, Map.of(Labels.INSTANCE, MINE));
    }

    @AfterAll
    static void leaveNothingBehind() throws InterruptedException {
        for (Container container : runtime.containers(Labels.INSTANCE, MINE)) {
            runtime.stop(container.id(), Duration.ZERO);
            runtime.remove(container.id());
        }
        runtime.removeNetwork(MINE);
        runtime.close();
    }

    private static int start(String name, String image, List<String> command, Map<String, String> variables, int port) {
        String id = runtime.create(new ContainerSpec(
                MINE + name,
                image,
                command,
                variables,
                Map.of(Labels.INSTANCE, MINE),
                Map.of(),
                List.of(new ContainerSpec.Port(0, port)),
                MINE,
                Optional.empty(),
                ContainerSpec.Restart.NO,
                Optional.empty(),
                0));
        runtime.copyIn(
                id,
                "/appliance-secrets",
                List.of(
                        new ContainerFile("user", "somebody".getBytes(UTF_8), 0, 0, 0400),
                        new ContainerFile("password", "open sesame".getBytes(UTF_8), 0, 0, 0400)));
        runtime.start(id);
        return runtime.container(id).orElseThrow().binding(port).orElseThrow().hostPort();
    }

    @Test
    void postgresMakesItsDatabaseAndLetsUsIn() throws Exception {
        int port = start(
                "-postgres",
                LocalImages.POSTGRES,
                List.of(),
                Map.of(
                        "POSTGRES_USER", "quilt",
                        "POSTGRES_DB", "quilt",
                        "POSTGRES_PASSWORD_FILE", "/appliance-secrets/password",
                        "POSTGRES_INITDB_ARGS", "--encoding=UTF8 --data-checksums --locale=C"),
                5432);
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/quilt";

        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            try (var connection = DriverManager.getConnection(url, "quilt", "open sesame")) {
                return connection.isValid(5);
            }
        });
    }

    @Test
    void minioTellsThatItLives() {
        int port = start(
                "-minio",
                LocalImages.MINIO,
                List.of("server", "/data", "--address", ":9000"),
                Map.of(
                        "MINIO_ROOT_USER_FILE", "/appliance-secrets/user",
                        "MINIO_ROOT_PASSWORD_FILE", "/appliance-secrets/password"),
                9000);
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/minio/health/live"))
                .build();

        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
            int status = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();
            return status == 200;
        });
        assertThat(runtime.container(MINE + "-minio").orElseThrow().isRunning()).isTrue();
    }
}
