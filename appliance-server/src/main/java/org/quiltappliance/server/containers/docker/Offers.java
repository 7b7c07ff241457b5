package org.quiltappliance.server.containers.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.quiltappliance.server.containers.EngineException;
import org.quiltappliance.server.containers.EngineException.Kind;

/** Lets an engine ask a registry about an image, without fetching it. */
final class Offers {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final PlainRequest request;
    private final ApiVersion version;

    Offers(DockerEndpoint endpoint, ApiVersion version) {
        this.request = new PlainRequest(endpoint);
        this.version = version;
    }

    /**
     * @param architecture of the engine's computer
     * @return whether the engine could ask
     * @throws EngineException when the registry does not have it, or not for this architecture, or does not answer
     */
    boolean has(String reference, String architecture) throws IOException {
        Optional<PlainRequest.Answer> answer = request.get("/v" + version + "/distribution/" + reference + "/json");
        if (answer.isEmpty()) {
            return false;
        }
        JsonNode said = json(answer.get().body());
        if (answer.get().status() == OK) {
            requireProcessor(said.path("Platforms"), architecture);
            return true;
        }
        String message = said.path("message").asText();
        // An engine without this request, such as Podman, does not speak of any registry.
        if (message.isEmpty() || message.equalsIgnoreCase("page not found") || message.equalsIgnoreCase("not found")) {
            return false;
        }
        throw EngineErrors.ofPull(message);
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.createObjectNode();
        }
    }

    private static void requireProcessor(JsonNode platforms, String architecture) {
        boolean told = platforms.isArray() && !platforms.isEmpty();
        boolean fits = StreamSupport.stream(platforms.spliterator(), false)
                .anyMatch(platform -> platform.path("architecture").asText().equals(architecture));
        if (told && !fits) {
            throw new EngineException(Kind.WRONG_CPU, "no matching manifest for " + architecture);
        }
    }
}
