package org.quiltappliance.server.http.pages;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quiltappliance.server.http.Percent;

/** Addresses of the catalog ({@code catalog.md} 2), the same as those of its application. */
final class Places {

    private Places() {}

    /** A path of these parts. */
    static String path(String... parts) {
        return Arrays.stream(parts).map(Percent::segment).collect(Collectors.joining("/", "/", ""));
    }

    /** @param revision as in an address; empty for the latest */
    static String ofPackage(String owner, String name, String revision, String... more) {
        var at = revision.isEmpty() ? Stream.<String>empty() : Stream.of("at", revision);
        return path(Stream.of(Stream.of("package", owner, name), at, Arrays.stream(more))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    /** The same for a path in a package, whose slashes stay. */
    static String below(String path) {
        return Arrays.stream(path.split("/", -1)).map(Percent::segment).collect(Collectors.joining("/"));
    }
}
