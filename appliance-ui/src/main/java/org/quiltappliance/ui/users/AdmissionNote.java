package org.quiltappliance.ui.users;

import org.quiltappliance.ui.dialogs.Dialog;

/**
 * What to pass on to somebody; shown once.
 *
 * @param secret a password or a link that is as good as one
 */
public record AdmissionNote(String secret) implements Dialog.Content {

    @Override
    public boolean asks() {
        return false;
    }
}
