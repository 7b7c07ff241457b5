package org.quiltappliance.server.lifecycle;

/**
 * The failure catalogue ({@code control-panel.md} 5.6 and 6). The names are stable; the texts stand in
 * {@code problems.properties} beside this class.
 */
public enum ProblemCode {
    PORT_IN_USE(Severity.BLOCKING),
    PORT_FORBIDDEN(Severity.BLOCKING),
    BIND_ADDRESS_GONE(Severity.BLOCKING),
    ANOTHER_SERVER_ANSWERS(Severity.BLOCKING),
    HOME_NOT_WRITABLE(Severity.BLOCKING),
    HOME_IN_USE(Severity.BLOCKING),
    CONFIG_INVALID(Severity.BLOCKING),
    DATA_FROM_NEWER_VERSION(Severity.BLOCKING),
    DISK_TOO_SMALL(Severity.BLOCKING),
    CLOCK_WRONG(Severity.BLOCKING),
    MIGRATION_FAILED(Severity.BLOCKING),
    /** The key store cannot be opened. */
    TLS_KEYSTORE_BAD(Severity.BLOCKING),
    CERT_INVALID(Severity.BLOCKING),
    CERT_EXPIRED(Severity.BLOCKING),
    /** Nodes on one database have different secret keys. */
    SECRET_KEY_DIFFERS(Severity.BLOCKING),
    CRASH_LOOP(Severity.BLOCKING),
    INTERNAL(Severity.BLOCKING),
    DISK_FULL(Severity.BLOCKING),
    DISK_LOW(Severity.NOTICE),
    CERT_EXPIRES(Severity.NOTICE),
    /** An administrator has the password of the test mode; sharing is refused then. */
    DEFAULT_PASSWORD(Severity.NOTICE),
    RECOVERED(Severity.NOTICE),
    PUBLIC_URL_UNVERIFIED(Severity.NOTICE);

    /** What a problem does to the registry. */
    public enum Severity {
        /** Something does not work. */
        BLOCKING,
        /** Somebody should know. */
        NOTICE
    }

    private final Severity severity;

    ProblemCode(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }
}
