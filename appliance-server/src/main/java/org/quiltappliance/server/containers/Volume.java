package org.quiltappliance.server.containers;

import java.util.Map;

/**
 * A folder of data that the engine keeps.
 *
 * @param created as the engine writes it; may be empty
 */
public record Volume(String name, Map<String, String> labels, String created) {
    public Volume {
        labels = Map.copyOf(labels);
    }

    /** The label's value, or an empty text. */
    public String label(String label) {
        return labels.getOrDefault(label, "");
    }
}
