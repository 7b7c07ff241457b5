package org.quiltappliance.server.containers;

import java.util.Map;

/** A network between containers. */
public record Network(String name, Map<String, String> labels) {
    public Network {
        labels = Map.copyOf(labels);
    }
}
