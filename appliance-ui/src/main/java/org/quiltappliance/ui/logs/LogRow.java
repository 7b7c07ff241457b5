package org.quiltappliance.ui.logs;

import org.quiltappliance.server.monitoring.LogEntry;

/**
 * One line of the page: the first of an entry, or one that belongs to it and was unfolded.
 *
 * @param more which of the lines that belong to it; -1 for the first
 * @param unfolded whether the others are shown below the first
 */
record LogRow(LogEntry entry, int more, boolean unfolded) {

    static LogRow head(LogEntry entry, boolean unfolded) {
        return new LogRow(entry, -1, unfolded);
    }

    boolean isHead() {
        return more < 0;
    }

    boolean isFoldable() {
        return isHead() && !entry.more().isEmpty();
    }

    String text() {
        return isHead() ? entry.line() : entry.more().get(more);
    }

    /** As it is copied: what is folded comes along. */
    String copied() {
        return isFoldable() && !unfolded ? text() + "\n" + String.join("\n", entry.more()) : text();
    }
}
