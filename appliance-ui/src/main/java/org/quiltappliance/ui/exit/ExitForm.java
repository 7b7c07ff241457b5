package org.quiltappliance.ui.exit;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.quiltappliance.ui.dialogs.Dialog;

/** What becomes of a registry that runs when its window goes. */
public final class ExitForm implements Dialog.Content {

    /** One answer. */
    public enum Way {
        BACKGROUND("dlg-quit-bg"),
        IDLE("dlg-quit-idle"),
        NOW("dlg-quit-now");

        private final String id;

        Way(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    private final boolean mayStay;
    private final boolean mayRemember;
    private final boolean hasTray;
    private final ObjectProperty<Way> way;
    private final BooleanProperty remembered = new SimpleBooleanProperty();

    /**
     * @param mayStay whether it may run on, as it may when the window is closed; whoever quits wants it to stop
     * @param mayRemember whether the answer can be written down
     * @param hasTray whether it is found in the tray then, or else as a window that is minimised
     */
    ExitForm(boolean mayStay, boolean mayRemember, boolean hasTray) {
        this.mayStay = mayStay;
        this.mayRemember = mayRemember;
        this.hasTray = hasTray;
        way = new SimpleObjectProperty<>(mayStay ? Way.BACKGROUND : Way.IDLE);
    }

    boolean mayStay() {
        return mayStay;
    }

    boolean mayRemember() {
        return mayRemember;
    }

    boolean hasTray() {
        return hasTray;
    }

    /** What is chosen. */
    public ObjectProperty<Way> wayProperty() {
        return way;
    }

    /** Whether nobody is to be asked again. */
    public BooleanProperty rememberedProperty() {
        return remembered;
    }
}
