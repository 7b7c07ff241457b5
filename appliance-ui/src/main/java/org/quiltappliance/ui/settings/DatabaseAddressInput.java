package org.quiltappliance.ui.settings;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.SecretField;
import org.quiltappliance.ui.controls.WordBox;
import org.quiltappliance.ui.text.Texts;

/** The parts of the address of a database. */
final class DatabaseAddressInput extends VBox {

    private static final int PORT_DIGITS = 6;

    private final Texts texts;

    DatabaseAddressInput(SettingField field, Texts texts) {
        super(8);
        this.texts = texts;
        var address = new DatabaseAddress(field);
        var host = labelled("host", text("host", address.hostProperty()));
        HBox.setHgrow(host, Priority.ALWAYS);
        var port = text("port", address.portProperty());
        port.setPrefColumnCount(PORT_DIGITS);
        var database = labelled("database", text("database", address.databaseProperty()));
        var user = labelled("user", text("user", address.userProperty()));
        HBox.setHgrow(database, Priority.ALWAYS);
        HBox.setHgrow(user, Priority.ALWAYS);
        String prompt = texts.of(field.hasSecret() ? "settings.secret" : "settings.none");
        var password = labelled(
                "password",
                new SecretField("set-db-password", address.passwordProperty(), address::storedPassword, prompt, texts));
        HBox.setHgrow(password, Priority.ALWAYS);
        getChildren()
                .addAll(
                        new HBox(12, host, labelled("port", port)),
                        new HBox(12, database, user),
                        new HBox(12, password, labelled("ssl", sslMode(address.sslModeProperty()))));
        setId(field.id());
    }

    private Region labelled(String word, Node input) {
        return Nodes.field(texts.of("settings.db." + word), input);
    }

    private static TextField text(String word, StringProperty value) {
        var input = new TextField();
        input.setId("set-db-" + word);
        input.textProperty().bindBidirectional(value);
        return input;
    }

    private Node sslMode(StringProperty value) {
        var box = new WordBox<String>(
                "set-db-ssl",
                texts.of("settings.db.ssl"),
                mode -> mode.isEmpty() ? texts.of("settings.db.ssl.none") : mode,
                texts);
        box.setMinWidth(USE_PREF_SIZE);
        box.getItems().setAll(DatabaseAddress.SSL_MODES);
        box.valueProperty().bindBidirectional(value);
        return box;
    }
}
