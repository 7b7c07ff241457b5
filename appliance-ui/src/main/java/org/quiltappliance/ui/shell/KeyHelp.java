package org.quiltappliance.ui.shell;

import org.quiltappliance.ui.dialogs.Dialog;

/** The keys that work on every page, to be read. */
public record KeyHelp() implements Dialog.Content {

    @Override
    public boolean asks() {
        return false;
    }
}
