package org.quiltappliance.server.tls;

/** Why a certificate cannot be used ({@code control-panel.md} section 6). The message is a sentence for people. */
public final class UnusableCertificate extends Exception {

    /** What is wrong. */
    public enum Reason {
        /** The key store cannot be opened: not there, no key store, or a wrong password. */
        STORE_CLOSED,
        /** A file cannot be read, or holds something else. */
        UNREADABLE,
        NO_PRIVATE_KEY,
        KEY_DOES_NOT_FIT,
        EXPIRED,
        NOT_YET_VALID,
        WRONG_NAME
    }

    private final Reason reason;

    public UnusableCertificate(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public UnusableCertificate(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
