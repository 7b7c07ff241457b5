package org.quiltappliance.server.http.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Addresses of the catalog ({@code catalog.md} 2), the same as those of its application. */
final class Places {

    private Places() {}

    /** A path of these parts. */
    static String path(String... parts) {
        return Arrays.stream(parts).map(Places::segment).collect(Collectors.joining("/", "/", ""));
    }

    /** @param revision as in an address; empty for the latest */
    static String ofPackage(String owner, String name, String revision, String... more) {
        var at = revision.isEmpty() ? Stream.<String>empty() : Stream.of("at", revision);
        return path(Stream.of(Stream.of("package", owner, name), at, Arrays.stream(more))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    /** One part of a path, or a value of a query. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The same for a path in a package, whose slashes stay. */
    static String below(String path) {
        return Arrays.stream(path.split("/", -1)).map(Places::segment).collect(Collectors.joining("/"));
    }
}
