package org.quiltappliance.ui.backups;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quiltappliance.ui.dialogs.Dialog;

/** A passphrase, twice, so that a slip of a finger does not lock anybody out. */
public final class PassphraseForm implements Dialog.Content {

    private final StringProperty first = new SimpleStringProperty("");
    private final StringProperty again = new SimpleStringProperty("");
    private final BooleanBinding differs = Bindings.createBooleanBinding(
            () -> !again.get().isEmpty() && !first.get().equals(again.get()), first, again);

    public StringProperty firstProperty() {
        return first;
    }

    public StringProperty againProperty() {
        return again;
    }

    /** Whether the two are not the same, as far as they are typed. */
    BooleanBinding differs() {
        return differs;
    }

    BooleanBinding possible() {
        return Bindings.createBooleanBinding(
                () -> !first.get().isEmpty() && first.get().equals(again.get()), first, again);
    }
}
