package org.quiltappliance.server.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine that {@code docker context use} has chosen for the command line. */
final class DockerContext {

    private static final Logger log = LoggerFactory.getLogger(DockerContext.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEFAULT = "default";

    private DockerContext() {}

    /** Where that engine listens; empty when none was chosen. */
    static Optional<String> host(Map<String, String> environment, Path userHome) {
        Path folder = Optional.ofNullable(environment.get("DOCKER_CONFIG"))
                .filter(text -> !text.isBlank())
                .map(Path::of)
                .orElse(userHome.resolve(".docker"));
        try {
            return Optional.ofNullable(environment.get("DOCKER_CONTEXT"))
                    .filter(text -> !text.isBlank())
                    .or(() -> text(read(folder.resolve("config.json")).path("currentContext")))
                    .filter(name -> !name.equals(DEFAULT))
                    .map(name -> folder.resolve("contexts")
                            .resolve("meta")
                            .resolve(sha256(name))
                            .resolve("meta.json"))
                    .flatMap(file ->
                            text(read(file).path("Endpoints").path("docker").path("Host")));
        } catch (UncheckedIOException unreadable) {
            log.warn("The chosen Docker context cannot be read; looking at the usual places.", unreadable);
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.of(node.asText()).filter(text -> !text.isBlank());
    }

    private static JsonNode read(Path file) {
        if (!Files.isRegularFile(file)) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
