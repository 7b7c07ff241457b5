package org.quiltappliance.server.quilt2;

import java.util.Locale;

/** What is counted. */
public enum Kind {
    USERS,
    PACKAGES,
    REVISIONS,
    OBJECTS,
    LOGS,
    TAGS,
    VERSIONS,
    ACCESS,
    INVITATIONS,
    COMMENTS,
    EVENTS;

    /** For people and programs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
