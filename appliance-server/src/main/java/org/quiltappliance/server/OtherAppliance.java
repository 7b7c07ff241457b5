package org.quiltappliance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.control.ControlClient;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.StoredCounts;

/** An appliance that another process has opened, looked at and commanded from here ({@code control-panel.md} SI-2). */
public final class OtherAppliance {

    private final Home home;

    public OtherAppliance(Home home) {
        this.home = home;
    }

    /**
     * What it says of itself.
     *
     * @param headline the state in words
     * @param registry address for clients, once there is one
     * @param catalog address for browsers, once there is one
     * @param reach who can reach it
     * @param location where its data are
     * @param troubles what is wrong now, in words
     */
    public record Look(
            ApplianceState state,
            Mode mode,
            String headline,
            String name,
            String version,
            Optional<String> registry,
            Optional<String> catalog,
            String reach,
            String location,
            List<Trouble> troubles) {
        public Look {
            troubles = List.copyOf(troubles);
        }
    }

    /** Something that is wrong. */
    public record Trouble(String title, String message) {}

    /** @throws IOException when its process has ended */
    public Look look() throws IOException {
        JsonNode json = ask("status");
        JsonNode endpoints = json.path("endpoints");
        return new Look(
                ApplianceState.valueOf(json.path("state").asText()),
                Mode.valueOf(json.path("mode").asText()),
                json.path("headline").asText(),
                json.path("instanceName").asText(),
                json.path("version").asText(),
                text(endpoints.path("registryUrl")),
                text(endpoints.path("catalogUrl")),
                endpoints.path("reach").asText(),
                json.path("location").asText(),
                troubles(json));
    }

    private static Optional<String> text(JsonNode value) {
        return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
    }

    private static List<Trouble> troubles(JsonNode json) {
        var troubles = new ArrayList<Trouble>();
        if (json.path("failure").isObject()) {
            troubles.add(trouble(json.path("failure")));
        }
        json.path("problems").forEach(problem -> troubles.add(trouble(problem)));
        return troubles;
    }

    private static Trouble trouble(JsonNode problem) {
        return new Trouble(
                problem.path("title").asText(), problem.path("message").asText());
    }

    /** What a stop would throw away, counted now; nothing where data are kept, or there are none. */
    public Optional<StoredCounts> wouldBeLost() throws IOException {
        JsonNode lost = ask("lost").path("lost");
        return lost.isObject()
                ? Optional.of(new StoredCounts(
                        lost.path("packages").asLong(),
                        lost.path("revisions").asLong(),
                        lost.path("objects").asLong(),
                        lost.path("bytes").asLong(),
                        lost.path("users").asLong()))
                : Optional.empty();
    }

    /** Starts its registry and waits until that is done. */
    public void start() throws IOException {
        ask("start");
    }

    /** Stops its registry, gently. A process that serves nothing else ends with it. */
    public void stop() throws IOException {
        ask("stop");
    }

    public void restart() throws IOException {
        ask("restart");
    }

    /** Gives up a start. */
    public void cancel() throws IOException {
        ask("cancel");
    }

    private JsonNode ask(String command) throws IOException {
        try (var control = ControlClient.connect(home)) {
            JsonNode answer = control.ask(JsonNodeFactory.instance.objectNode().put("command", command));
            JsonNode error = answer.path("error");
            if (!error.isMissingNode()) {
                throw new Conflict(error.path("message").asText());
            }
            return answer;
        }
    }
}
