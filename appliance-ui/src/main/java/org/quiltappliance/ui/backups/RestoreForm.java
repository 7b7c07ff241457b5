package org.quiltappliance.ui.backups;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quiltappliance.ui.dialogs.Dialog;

/** What somebody has to say before other data take the place of the present ones. */
public final class RestoreForm implements Dialog.Content {

    private final String name;
    private final StringProperty typed = new SimpleStringProperty("");
    private final StringProperty passphrase = new SimpleStringProperty("");

    /** @param name of the registry, which has to be typed */
    RestoreForm(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    public StringProperty typedProperty() {
        return typed;
    }

    /** For the secrets of the backup; empty to leave them out. */
    public StringProperty passphraseProperty() {
        return passphrase;
    }

    BooleanBinding possible() {
        return Bindings.createBooleanBinding(() -> typed.get().equals(name), typed);
    }
}
