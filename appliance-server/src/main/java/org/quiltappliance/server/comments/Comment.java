package org.quiltappliance.server.comments;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody said about a package; contents are Markdown as written.
 *
 * @param edited when its author changed it last
 * @param hidden whether the owner of the package hid it from everybody but himself and its author
 */
public record Comment(
        long id, String author, Instant created, Optional<Instant> edited, boolean hidden, String contents) {}
