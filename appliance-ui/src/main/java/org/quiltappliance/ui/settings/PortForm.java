package org.quiltappliance.ui.settings;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import org.quiltappliance.server.checks.PortLook;
import org.quiltappliance.ui.dialogs.Dialog;

/** What is done about a port that another program has. */
public final class PortForm implements Dialog.Content {

    private final String port;
    private final int next;
    private final BooleanProperty useNext = new SimpleBooleanProperty(true);

    PortForm(String port, PortLook look) {
        this.port = port;
        this.next = look.next();
    }

    String port() {
        return port;
    }

    /** A port that is free. */
    int next() {
        return next;
    }

    /** Whether the free one is taken instead. */
    BooleanProperty useNextProperty() {
        return useNext;
    }
}
