package org.quiltappliance.ui.dialogs;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** What somebody has to type before something goes for good ({@code control-panel.md} section 14). */
public final class RemovalForm implements Dialog.Content {

    private final String expected;
    private final boolean consentNeeded;
    private final StringProperty typed = new SimpleStringProperty("");
    private final BooleanProperty consent = new SimpleBooleanProperty();

    /**
     * @param expected what has to be typed
     * @param consentNeeded whether somebody has to say besides that no backup is wanted
     */
    public RemovalForm(String expected, boolean consentNeeded) {
        this.expected = expected;
        this.consentNeeded = consentNeeded;
    }

    public String expected() {
        return expected;
    }

    public boolean isConsentNeeded() {
        return consentNeeded;
    }

    public StringProperty typedProperty() {
        return typed;
    }

    /** Whether the data may be lost although there is no backup of them. */
    public BooleanProperty consentProperty() {
        return consent;
    }

    public BooleanBinding possible() {
        return Bindings.createBooleanBinding(
                () -> typed.get().equals(expected) && (!consentNeeded || consent.get()), typed, consent);
    }
}
