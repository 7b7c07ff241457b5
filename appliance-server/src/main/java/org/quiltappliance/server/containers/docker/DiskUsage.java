package org.quiltappliance.server.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks an engine how much its volumes hold. */
final class DiskUsage {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final PlainRequest request;
    private final ApiVersion version;

    DiskUsage(DockerEndpoint endpoint, ApiVersion version) {
        this.request = new PlainRequest(endpoint);
        this.version = version;
    }

    /** Bytes in the volume; empty when the engine does not know. */
    OptionalLong ofVolume(String name) throws IOException {
        Optional<PlainRequest.Answer> answer = request.get("/v" + version + "/system/df");
        if (answer.isEmpty() || answer.get().status() != OK) {
            return OptionalLong.empty();
        }
        for (JsonNode volume : JSON.readTree(answer.get().body()).path("Volumes")) {
            if (volume.path("Name").asText().equals(name)) {
                long bytes = volume.path("UsageData").path("Size").asLong(-1);
                return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
            }
        }
        return OptionalLong.empty();
    }
}
