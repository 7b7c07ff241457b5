package org.quiltappliance.server.containers;

import java.util.function.Consumer;

/** Hears what is done while an image is fetched: words for people, and how much of it is there. */
@FunctionalInterface
public interface FetchNews extends Consumer<String> {

    /** How much of this image is there, 0 to 1; negative while nobody knows. */
    default void share(double done) {}
}
