package org.quiltappliance.server.database;

import java.util.Map;

/** What differs between the two database engines. Everything else is one SQL for both. */
public enum Dialect {
    H2("h2", Map.of("binary", "varbinary")),
    POSTGRESQL("postgresql", Map.of("binary", "bytea"));

    private final String folder;
    private final Map<String, String> placeholders;

    Dialect(String folder, Map<String, String> placeholders) {
        this.folder = folder;
        this.placeholders = placeholders;
    }

    String folder() {
        return folder;
    }

    Map<String, String> placeholders() {
        return placeholders;
    }

    /**
     * Keeps the rows that a query found from being deleted until the transaction ends, while others change them: the text
     * after it. H2 has no such lock and only looks.
     */
    public String holdFound() {
        return this == POSTGRESQL ? "for key share" : "";
    }

    /**
     * Inserts one row and does nothing when its key is there: the text after {@code values (...)}.
     * Both engines report 0 changed rows for a duplicate.
     */
    public String ignoreDuplicate() {
        return "on conflict do nothing";
    }
}
