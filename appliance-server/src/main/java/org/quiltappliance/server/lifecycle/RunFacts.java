package org.quiltappliance.server.lifecycle;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.config.Mode;

/**
 * What is known of a run, and grows with its steps.
 *
 * @param name of the registry, for people
 * @param location where the data is, as a sentence for people
 */
public record RunFacts(
        Mode mode, String name, String location, Optional<Endpoints> endpoints, Map<Part, Component> components) {

    /** Before anything is known. */
    public static final RunFacts NONE = new RunFacts(Mode.TEST, "", "", Optional.empty(), Map.of());

    public RunFacts {
        components = Map.copyOf(components);
    }

    public RunFacts of(Mode itsMode, String itsName, String itsLocation) {
        return new RunFacts(itsMode, itsName, itsLocation, endpoints, components);
    }

    public RunFacts at(Endpoints where) {
        return new RunFacts(mode, name, location, Optional.of(where), components);
    }

    public RunFacts with(Part part, Component component) {
        var all = new EnumMap<Part, Component>(Part.class);
        all.putAll(components);
        all.put(part, component);
        return new RunFacts(mode, name, location, endpoints, all);
    }

    /** The same when nothing runs any more. */
    RunFacts ended() {
        return new RunFacts(mode, name, location, Optional.empty(), Map.of());
    }
}
