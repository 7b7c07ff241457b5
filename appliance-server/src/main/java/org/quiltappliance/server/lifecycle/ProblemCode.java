package org.quiltappliance.server.lifecycle;

/**
 * The failure catalogue ({@code control-panel.md} 5.6 and 6). The names are stable; the texts stand in
 * {@code problems.properties} beside this class.
 */
public enum ProblemCode {
    PORT_IN_USE(Severity.BLOCKING),
    /** Windows keeps the port for itself. */
    PORT_RESERVED(Severity.BLOCKING),
    PORT_FORBIDDEN(Severity.BLOCKING),
    BIND_ADDRESS_GONE(Severity.BLOCKING),
    ANOTHER_SERVER_ANSWERS(Severity.BLOCKING),
    HOME_NOT_WRITABLE(Severity.BLOCKING),
    HOME_IN_USE(Severity.BLOCKING),
    CONFIG_INVALID(Severity.BLOCKING),
    DATA_FROM_NEWER_VERSION(Severity.BLOCKING),
    DISK_TOO_SMALL(Severity.BLOCKING),
    CLOCK_WRONG(Severity.BLOCKING),
    DOCKER_NOT_INSTALLED(Severity.BLOCKING),
    DOCKER_NOT_RUNNING(Severity.BLOCKING),
    DOCKER_NO_PERMISSION(Severity.BLOCKING),
    DOCKER_TOO_OLD(Severity.BLOCKING),
    DOCKER_TOO_NEW(Severity.BLOCKING),
    DOCKER_WINDOWS_CONTAINERS(Severity.BLOCKING),
    DOCKER_REMOTE(Severity.BLOCKING),
    DOCKER_GONE(Severity.BLOCKING),
    IMAGE_NOT_FOUND(Severity.BLOCKING),
    IMAGE_NO_NETWORK(Severity.BLOCKING),
    IMAGE_RATE_LIMIT(Severity.BLOCKING),
    IMAGE_WRONG_CPU(Severity.BLOCKING),
    IMAGE_DIGEST_MISMATCH(Severity.BLOCKING),
    IMAGE_OUTDATED(Severity.NOTICE),
    CONTAINER_NAME_TAKEN(Severity.BLOCKING),
    CONTAINER_EXITED(Severity.BLOCKING),
    CONTAINER_STOP_SLOW(Severity.NOTICE),
    DB_AUTH(Severity.BLOCKING),
    DB_DOWN(Severity.BLOCKING),
    DB_MAJOR_MISMATCH(Severity.BLOCKING),
    DATA_NOT_ON_VOLUME(Severity.BLOCKING),
    STORE_DATA_MISSING(Severity.BLOCKING),
    STORE_DOWN(Severity.BLOCKING),
    MIGRATION_FAILED(Severity.BLOCKING),
    /** The key store cannot be opened. */
    TLS_KEYSTORE_BAD(Severity.BLOCKING),
    CERT_INVALID(Severity.BLOCKING),
    /** Nodes on one database have different secret keys. */
    SECRET_KEY_DIFFERS(Severity.BLOCKING),
    CRASH_LOOP(Severity.BLOCKING),
    INTERNAL(Severity.BLOCKING),
    DISK_FULL(Severity.BLOCKING),
    DISK_LOW(Severity.NOTICE),
    /** Blocking once it has expired. */
    CERT_EXPIRES(Severity.NOTICE),
    /** The clock where containers run and ours differ; a notice while that does no harm yet. */
    CLOCK_SKEW(Severity.BLOCKING),
    MAIL_FAILING(Severity.NOTICE),
    DB_POOL_WAIT(Severity.NOTICE),
    HEAP_HIGH(Severity.NOTICE),
    /** An administrator has the password of the test mode; sharing is refused then. */
    DEFAULT_PASSWORD(Severity.NOTICE),
    BACKUP_OVERDUE(Severity.NOTICE),
    RECOVERED(Severity.NOTICE),
    PUBLIC_URL_UNVERIFIED(Severity.NOTICE),
    S3_UNREACHABLE(Severity.BLOCKING),
    S3_AUTH(Severity.BLOCKING),
    S3_NO_BUCKET(Severity.BLOCKING),
    S3_NO_RIGHTS(Severity.BLOCKING),
    S3_CLOCK(Severity.BLOCKING),
    S3_REFUSED(Severity.BLOCKING),
    DB_UNREACHABLE(Severity.BLOCKING),
    DB_TLS(Severity.BLOCKING),
    DB_TOO_OLD(Severity.BLOCKING),
    DB_NO_RIGHTS(Severity.BLOCKING),
    DB_SCHEMA_FOREIGN(Severity.BLOCKING);

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

    /** What it usually means; a problem may be lighter or heavier than others of its code. */
    public Severity severity() {
        return severity;
    }
}
