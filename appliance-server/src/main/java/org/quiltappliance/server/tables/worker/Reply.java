package org.quiltappliance.server.tables.worker;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** What became of a task: a result of the kind that belongs to it ({@link Found}), or a failure. */
public record Reply(@Nullable JsonNode result, @Nullable Failure failure) {

    /** Why there is no result. @param message in words for whoever asked; names no file of this computer */
    public record Failure(Reason reason, String message) {}

    /** What whoever asked can do about it. */
    public enum Reason {
        /** What was asked makes no sense. */
        WRONG,
        /** The file is not what it should be. */
        UNREADABLE,
        TOO_LONG,
        TOO_MUCH
    }
}
