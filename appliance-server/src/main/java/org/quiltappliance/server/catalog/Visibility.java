package org.quiltappliance.server.catalog;

import java.util.Locale;

/** Who sees a package, in one word: the widest circle. */
public enum Visibility {
    PRIVATE,
    TEAM,
    PUBLIC;

    static Visibility of(boolean isPublic, boolean isTeam) {
        return isPublic ? PUBLIC : isTeam ? TEAM : PRIVATE;
    }

    /** As it stands in answers. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
