package org.quiltappliance.server.comments;

import java.time.Instant;

/** What somebody said about a package; contents are Markdown as written. */
public record Comment(long id, String author, Instant created, String contents) {}
