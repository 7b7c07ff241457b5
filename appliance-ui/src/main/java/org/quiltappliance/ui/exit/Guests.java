package org.quiltappliance.ui.exit;

/**
 * Who would notice a stop.
 *
 * @param clients that asked for something in the last minutes
 * @param uploads that are under way
 */
public record Guests(int clients, int uploads) {}
