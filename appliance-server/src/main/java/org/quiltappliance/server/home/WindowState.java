package org.quiltappliance.server.home;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the window was like when it was last seen, kept in the home folder ({@code control-panel.md} UI-2).
 *
 * @param frame where it was when it was not maximised
 * @param views what else it remembers, by names of its own
 */
public record WindowState(Optional<Frame> frame, boolean maximised, Map<String, String> views) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A place on the desktop, in its units. */
    public record Frame(double x, double y, double width, double height) {}

    public WindowState {
        views = Map.copyOf(views);
    }

    /** Of a window that nobody has seen yet. */
    public static WindowState fresh() {
        return new WindowState(Optional.empty(), false, Map.of());
    }

    /** What was written last; a fresh one when there is nothing, or nothing that can be understood. */
    public static WindowState read(Home home) throws IOException {
        if (!Files.exists(home.window())) {
            return fresh();
        }
        try {
            return of(JSON.readTree(Files.readAllBytes(home.window())));
        } catch (JsonProcessingException notOurs) {
            return fresh(); // Only habits are lost.
        }
    }

    private static WindowState of(JsonNode text) {
        var views = new HashMap<String, String>();
        text.path("views")
                .properties()
                .forEach(view -> views.put(view.getKey(), view.getValue().asText()));
        return new WindowState(
                Optional.of(text.path("frame")).filter(JsonNode::isObject).map(WindowState::frame),
                text.path("maximised").asBoolean(),
                views);
    }

    private static Frame frame(JsonNode text) {
        return new Frame(
                text.path("x").asDouble(),
                text.path("y").asDouble(),
                text.path("width").asDouble(),
                text.path("height").asDouble());
    }

    public void write(Home home) throws IOException {
        var text = JSON.createObjectNode().put("maximised", maximised);
        frame.ifPresent(place -> text.putObject("frame")
                .put("x", place.x())
                .put("y", place.y())
                .put("width", place.width())
                .put("height", place.height()));
        var all = text.putObject("views");
        views.forEach(all::put);
        OwnerFiles.replace(home.window(), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(text));
    }
}
