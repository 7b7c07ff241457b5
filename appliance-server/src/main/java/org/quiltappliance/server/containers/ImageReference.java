package org.quiltappliance.server.containers;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image with all its parts, because Podman asks which registry a short name means ({@code
 * control-panel.md} CM-4).
 *
 * @param name with its registry: {@code docker.io/library/postgres}
 * @param tag empty when only a digest is given
 * @param digest {@code sha256:…}, when the content is pinned
 */
public record ImageReference(String name, Optional<String> tag, Optional<String> digest) {

    private static final String DOCKER_HUB = "docker.io";
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9.:_/-]+");

    /**
     * Reads what people write; a name without a registry is one of Docker Hub, one without a tag means {@code latest}.
     *
     * @throws IllegalArgumentException if it cannot be one
     */
    public static ImageReference parse(String text) {
        String rest = text.strip();
        Optional<String> digest = Optional.empty();
        int at = rest.indexOf('@');
        if (at >= 0) {
            digest = Optional.of(rest.substring(at + 1));
            rest = rest.substring(0, at);
        }
        Optional<String> tag = Optional.empty();
        int colon = rest.lastIndexOf(':');
        if (colon > rest.lastIndexOf('/')) {
            tag = Optional.of(rest.substring(colon + 1));
            rest = rest.substring(0, colon);
        } else if (digest.isEmpty()) {
            tag = Optional.of("latest");
        }
        if (!NAME.matcher(rest).matches()
                || digest.filter(value -> !DIGEST.matcher(value).matches()).isPresent()
                || tag.filter(value -> !TAG.matcher(value).matches()).isPresent()) {
            throw new IllegalArgumentException("Not the name of an image: " + text);
        }
        return new ImageReference(full(rest), tag, digest);
    }

    private static String full(String name) {
        int slash = name.indexOf('/');
        if (slash < 0) {
            return DOCKER_HUB + "/library/" + name;
        }
        String first = name.substring(0, slash);
        boolean isRegistry = first.contains(".") || first.contains(":") || first.equals("localhost");
        return isRegistry ? name : DOCKER_HUB + "/" + name;
    }

    /** The computer that gives it out. */
    public String registry() {
        return name.substring(0, name.indexOf('/'));
    }

    /** Name and digest, if it is pinned. */
    public Optional<String> pinned() {
        return digest.map(value -> name + "@" + value);
    }

    /** Name and tag, if it has one. */
    public Optional<String> tagged() {
        return tag.map(value -> name + ":" + value);
    }

    /** What to ask a registry for. */
    public String toPull() {
        return pinned().or(this::tagged).orElseThrow();
    }

    /** Whether what it means can change without anybody here changing it. */
    public boolean isMoving() {
        return digest.isEmpty() && tag.filter("latest"::equals).isPresent();
    }

    @Override
    public String toString() {
        return tagged().orElse(name) + digest.map(value -> "@" + value).orElse("");
    }
}
