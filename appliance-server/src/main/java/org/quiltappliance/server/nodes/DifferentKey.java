package org.quiltappliance.server.nodes;

import java.util.List;

/** Nodes that run on the same database have another secret key than this one. */
public final class DifferentKey extends RuntimeException {

    private final transient List<String> places;

    DifferentKey(List<String> places) {
        super("Other nodes have another secret key: " + places);
        this.places = List.copyOf(places);
    }

    /** Where they run: computer and home folder. */
    public List<String> places() {
        return places;
    }
}
