package org.quiltappliance.ui.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quiltappliance.server.config.DatabaseUri;
import org.quiltappliance.server.config.Secret;

/**
 * The address of a database in its parts. The field holds the whole; it is typed anew whenever a part changes. Without a
 * typed password the one that is stored goes on.
 */
final class DatabaseAddress {

    static final List<String> SSL_MODES = List.of("", "disable", "prefer", "require", "verify-ca", "verify-full");
    private static final String USUAL_PORT = "5432";

    private final SettingField field;
    private final Optional<DatabaseUri> stored;
    private final StringProperty host = new SimpleStringProperty("");
    private final StringProperty port = new SimpleStringProperty(USUAL_PORT);
    private final StringProperty database = new SimpleStringProperty("");
    private final StringProperty user = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final StringProperty sslMode = new SimpleStringProperty("");

    DatabaseAddress(SettingField field) {
        this.field = field;
        this.stored = DatabaseUri.parse(field.stored());
        DatabaseUri.parse(field.draftProperty().get().strip()).or(() -> stored).ifPresent(this::show);
        parts().forEach(part -> part.addListener(changed -> write()));
    }

    private void show(DatabaseUri uri) {
        host.set(uri.host());
        port.set(String.valueOf(uri.port()));
        database.set(uri.database());
        user.set(uri.user());
        sslMode.set(uri.sslMode().orElse(""));
        boolean typed = !field.draftProperty().get().isBlank();
        password.set(typed ? uri.password().reveal() : "");
    }

    private Stream<StringProperty> parts() {
        return Stream.of(host, port, database, user, password, sslMode);
    }

    private void write() {
        String whole = whole();
        boolean asStored = stored.map(DatabaseUri::text).filter(whole::equals).isPresent() || isEmpty();
        field.draftProperty().set(asStored ? "" : whole);
    }

    private boolean isEmpty() {
        return Stream.of(host, database, user, password)
                .allMatch(part -> part.get().isBlank());
    }

    /** Not an address while a part is missing, which the field then says. */
    private String whole() {
        String typed = password.get();
        var secret = typed.isEmpty() ? stored.map(DatabaseUri::password).orElse(new Secret("")) : new Secret(typed);
        int number = port.get().strip().matches("[0-9]{1,5}")
                ? Integer.parseInt(port.get().strip())
                : -1;
        if (host.get().isBlank() || database.get().isBlank() || user.get().isBlank() || number < 1 || number > 65535) {
            return "postgresql:";
        }
        return new DatabaseUri(
                        host.get().strip(),
                        number,
                        database.get().strip(),
                        user.get().strip(),
                        secret,
                        Optional.of(sslMode.get()).filter(mode -> !mode.isEmpty()))
                .text();
    }

    StringProperty hostProperty() {
        return host;
    }

    StringProperty portProperty() {
        return port;
    }

    StringProperty databaseProperty() {
        return database;
    }

    StringProperty userProperty() {
        return user;
    }

    /** Empty to keep the one that is stored. */
    StringProperty passwordProperty() {
        return password;
    }

    /** The stored one, for those who ask to see it. */
    String storedPassword() {
        return stored.map(uri -> uri.password().reveal()).orElse("");
    }

    /** Empty for what the server likes. */
    StringProperty sslModeProperty() {
        return sslMode;
    }
}
