package org.quiltappliance.ui.users;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quiltappliance.server.Users.Entry;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.ui.dialogs.Dialog;

/** What somebody has to say before an account is made, or gets another password. */
public final class UserForm implements Dialog.Content {

    /** How the owner gets in. */
    public enum Way {
        MADE_UP,
        LINK,
        TYPED
    }

    private final boolean isNew;
    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty email = new SimpleStringProperty("");
    private final BooleanProperty admin = new SimpleBooleanProperty();
    private final ObjectProperty<Way> way = new SimpleObjectProperty<>(Way.MADE_UP);
    private final StringProperty password = new SimpleStringProperty("");

    /** @param isNew whether an account is made; otherwise one gets another password */
    UserForm(boolean isNew) {
        this.isNew = isNew;
    }

    public boolean isNew() {
        return isNew;
    }

    public StringProperty nameProperty() {
        return name;
    }

    public StringProperty emailProperty() {
        return email;
    }

    public BooleanProperty adminProperty() {
        return admin;
    }

    public ObjectProperty<Way> wayProperty() {
        return way;
    }

    public StringProperty passwordProperty() {
        return password;
    }

    /** The registry says what is wrong with a name or password; here something has to be typed at all. */
    BooleanBinding possible() {
        return Bindings.createBooleanBinding(
                () -> (!isNew || !name.get().isBlank() && !email.get().isBlank())
                        && (way.get() != Way.TYPED || !password.get().isEmpty()),
                name,
                email,
                way,
                password);
    }

    Entry entry() {
        return switch (way.get()) {
            case MADE_UP -> new Entry.MadeUp();
            case LINK -> new Entry.Link();
            case TYPED -> new Entry.Typed(new Secret(password.get()));
        };
    }
}
