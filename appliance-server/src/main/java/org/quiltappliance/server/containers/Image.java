package org.quiltappliance.server.containers;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image that the engine has.
 *
 * @param id {@code sha256:…} of its configuration: the same wherever it was loaded from
 * @param tags names with tags, as the engine shortens them
 * @param digests names with the digests of the registries it was pulled from; empty for one that was loaded
 * @param user it starts as: empty for root, a name or a number, perhaps with a group behind a colon
 * @param environment set in it
 */
public record Image(
        String id,
        List<String> tags,
        List<String> digests,
        String architecture,
        long bytes,
        String user,
        Map<String, String> environment) {

    public Image {
        tags = List.copyOf(tags);
        digests = List.copyOf(digests);
        environment = Map.copyOf(environment);
    }

    /** Whether a registry gave it under that digest ({@code sha256:…}). */
    public boolean hasDigest(String digest) {
        return digests.stream().anyMatch(name -> name.endsWith("@" + digest));
    }

    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name));
    }
}
