package org.quiltappliance.server.errors;

import org.jspecify.annotations.Nullable;

/**
 * A request that cannot be done, with the reason in one sentence that may be shown to whoever asked.
 *
 * <p>The subtypes say what the caller can do about it. The message never holds a secret and never tells more than the
 * caller may know.
 */
public abstract sealed class ApplianceException extends RuntimeException {

    /** The closed set of reasons; the web edge maps each to one status. */
    public enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        CONFLICT,
        TOO_LARGE,
        UNPROCESSABLE,
        SWITCHED_OFF,
        TOO_MANY,
        UNAVAILABLE,
        NO_SPACE
    }

    private final Kind kind;

    private ApplianceException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public final Kind kind() {
        return kind;
    }

    /** The message, which every exception of this family has. */
    public final String text() {
        return String.valueOf(getMessage());
    }

    /** What was sent breaks a rule; sending it again will not help. */
    public static final class Invalid extends ApplianceException {
        public Invalid(String message) {
            super(Kind.INVALID, message, null);
        }

        public Invalid(String message, Throwable cause) {
            super(Kind.INVALID, message, cause);
        }
    }

    /** Nobody, or nobody we believe, is asking. */
    public static final class Unauthenticated extends ApplianceException {
        public Unauthenticated(String message) {
            super(Kind.UNAUTHENTICATED, message, null);
        }
    }

    /** The caller is known and may not do this. */
    public static final class Forbidden extends ApplianceException {
        public Forbidden(String message) {
            super(Kind.FORBIDDEN, message, null);
        }
    }

    /** The named thing does not exist, or the caller may not know that it does. */
    public static final class NotFound extends ApplianceException {
        public NotFound(String message) {
            super(Kind.NOT_FOUND, message, null);
        }
    }

    /** The wish contradicts what is there already. */
    public static final class Conflict extends ApplianceException {
        public Conflict(String message) {
            super(Kind.CONFLICT, message, null);
        }
    }

    /** More bytes than a limit allows. */
    public static final class TooLarge extends ApplianceException {
        public TooLarge(String message) {
            super(Kind.TOO_LARGE, message, null);
        }
    }

    /** What is stored cannot be shown in the way that was asked for; asking again the same will not help. */
    public static final class Unprocessable extends ApplianceException {
        public Unprocessable(String message) {
            super(Kind.UNPROCESSABLE, message, null);
        }
    }

    /** The administrator has switched this off. */
    public static final class SwitchedOff extends ApplianceException {
        public SwitchedOff(String message) {
            super(Kind.SWITCHED_OFF, message, null);
        }
    }

    /** Asked too often; waiting helps. */
    public static final class TooMany extends ApplianceException {
        public TooMany(String message) {
            super(Kind.TOO_MANY, message, null);
        }
    }

    /** A part of the appliance is missing now; trying again later helps. */
    public static final class Unavailable extends ApplianceException {
        public Unavailable(String message) {
            super(Kind.UNAVAILABLE, message, null);
        }

        public Unavailable(String message, Throwable cause) {
            super(Kind.UNAVAILABLE, message, cause);
        }
    }

    /** No room is left on the disk that holds the data. */
    public static final class NoSpace extends ApplianceException {
        public NoSpace(String message) {
            super(Kind.NO_SPACE, message, null);
        }
    }
}
