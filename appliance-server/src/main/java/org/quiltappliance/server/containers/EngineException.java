package org.quiltappliance.server.containers;

import org.jspecify.annotations.Nullable;

/** The engine did not do what was asked. The message is what the engine said, and holds no secret of ours. */
public final class EngineException extends RuntimeException {

    /** What kept the engine from it, as far as it can be told. */
    public enum Kind {
        /** Nobody answers. */
        UNREACHABLE,
        /** The operating system does not let us talk to it. */
        NOT_PERMITTED,
        /** There is no such thing. */
        NOT_FOUND,
        /** The name is taken, or the thing is in use. */
        CONFLICT,
        /** The port on this computer is taken. */
        PORT_TAKEN,
        /** The registry says that the image does not exist or needs a log-in. */
        IMAGE_DENIED,
        /** The registry did not answer the engine. */
        NO_NETWORK,
        /** The registry wants us to wait. */
        RATE_LIMIT,
        /** The image is for other processors. */
        WRONG_CPU,
        /** What was downloaded is not what was asked for. */
        WRONG_DIGEST,
        /** Our thread was interrupted while it waited; it still says so. */
        INTERRUPTED,
        /** The engine's disk is full. */
        NO_SPACE,
        /** Anything else. */
        REFUSED
    }

    private final Kind kind;

    public EngineException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public EngineException(Kind kind, String message) {
        this(kind, message, null);
    }

    public Kind kind() {
        return kind;
    }

    /** The message, which every exception of this kind has. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
