package org.quiltappliance.ui.users;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.ui.dialogs.Dialog;

/** Who gets the packages of somebody whose account goes. */
public final class HeirForm implements Dialog.Content {

    private final List<String> others;
    private final ObjectProperty<@Nullable String> heir = new SimpleObjectProperty<>();

    HeirForm(List<String> others) {
        this.others = List.copyOf(others);
    }

    /** Who may get them. */
    public List<String> others() {
        return others;
    }

    public ObjectProperty<@Nullable String> heirProperty() {
        return heir;
    }

    BooleanBinding possible() {
        return Bindings.createBooleanBinding(() -> heir.get() != null, heir);
    }
}
