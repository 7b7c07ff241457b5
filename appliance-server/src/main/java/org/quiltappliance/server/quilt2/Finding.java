package org.quiltappliance.server.quilt2;

/**
 * Something that did not come as it was.
 *
 * @param problem whether something is missing here now that the original has; else it is only to be known
 * @param subject what it is about, such as {@code package alice/wine}
 * @param reason a sentence
 */
public record Finding(boolean problem, String subject, String reason) {}
