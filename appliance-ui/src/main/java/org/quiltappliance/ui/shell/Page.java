package org.quiltappliance.ui.shell;

import java.util.Locale;
import org.quiltappliance.ui.theme.Icons;

/** The pages, in the order of the side bar. */
public enum Page {
    OVERVIEW(Icons.OVERVIEW),
    CONNECT(Icons.CONNECT),
    USERS(Icons.USERS),
    PACKAGES(Icons.PACKAGES),
    STORAGE(Icons.STORAGE),
    LOGS(Icons.LOGS),
    BACKUPS(Icons.BACKUPS),
    SETTINGS(Icons.SETTINGS),
    DIAGNOSTICS(Icons.DIAGNOSTICS);

    private final Icons icon;

    Page(Icons icon) {
        this.icon = icon;
    }

    /** The middle of its ids and of the keys of its texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Icons icon() {
        return icon;
    }
}
