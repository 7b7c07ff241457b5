package org.quiltappliance.server.events;

import java.time.Instant;

/**
 * How often one type of event happened to one subject.
 *
 * @param subject a package as {@code owner/name}, or the name of a person
 * @param latest when it last happened
 */
public record EventCount(String subject, EventType type, long count, Instant latest) {}
