package org.quiltappliance.server.monitoring;

/** What an entry of a log is about, for people who look for one thing in all logs ({@code control-panel.md} 13.6). */
public enum LogTopic {
    APPLIANCE,
    /** Requests of clients. */
    REGISTRY,
    /** Requests to the catalog's port. */
    CATALOG,
    DATABASE,
    STORAGE,
    /** What we do with the container engine. */
    DOCKER;

    /** The logger of requests to the catalog's port; those of the registry's have its parent. */
    public static final String CATALOG_LOGGER = "access.catalog";

    private static final String CONTAINERS = "org.quiltappliance.server.containers.";
    private static final String DOCKER_PREFIX = "docker.";
    private static final String CATALOG_WRITER = "catalog";

    /** What a line calls its writer, made of the name of a logger. */
    static String writer(String logger) {
        String last = logger.substring(logger.lastIndexOf('.') + 1);
        return logger.startsWith(CONTAINERS) ? DOCKER_PREFIX + last : last;
    }

    public static LogTopic of(LogEntry entry) {
        return switch (entry.source()) {
            case APPLIANCE -> entry.writer().startsWith(DOCKER_PREFIX) ? DOCKER : APPLIANCE;
            case ACCESS -> entry.writer().equals(CATALOG_WRITER) ? CATALOG : REGISTRY;
            case POSTGRES -> DATABASE;
            case STORE -> STORAGE;
        };
    }

    /** All that is written to that log, as one topic where it has several. */
    public static LogTopic of(LogSource source) {
        return switch (source) {
            case APPLIANCE -> APPLIANCE;
            case ACCESS -> REGISTRY;
            case POSTGRES -> DATABASE;
            case STORE -> STORAGE;
        };
    }
}
