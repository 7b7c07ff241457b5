package org.quiltappliance.ui.wizard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quiltappliance.server.Setup;
import org.quiltappliance.server.Setup.Field;
import org.quiltappliance.server.Setup.ObjectPlace;
import org.quiltappliance.server.Setup.Place;
import org.quiltappliance.server.Setup.Reach;
import org.quiltappliance.server.config.SettingsImport;

/** What was chosen and typed so far. */
final class WizardDraft {

    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.CONTAINERS);
    private final ObjectProperty<ObjectPlace> objects = new SimpleObjectProperty<>(ObjectPlace.BUCKET);
    private final ObjectProperty<Reach> reach = new SimpleObjectProperty<>(Reach.THIS_COMPUTER);
    private final BooleanProperty encrypted = new SimpleBooleanProperty(true);
    private final BooleanProperty atLogin = new SimpleBooleanProperty();
    private final BooleanProperty dailyBackup = new SimpleBooleanProperty(true);
    private final Map<Field, StringProperty> texts = new EnumMap<>(Field.class);
    private final StringProperty passwordAgain = new SimpleStringProperty("");
    private final ObjectProperty<Optional<SettingsImport>> imported = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<Path>> backup = new SimpleObjectProperty<>(Optional.empty());
    private Map<String, String> besides = Map.of();

    WizardDraft() {
        for (Field field : Field.values()) {
            texts.put(field, new SimpleStringProperty(""));
        }
        textProperty(Field.ADMIN_NAME).set("admin");
    }

    ObjectProperty<Place> placeProperty() {
        return place;
    }

    ObjectProperty<ObjectPlace> objectsProperty() {
        return objects;
    }

    ObjectProperty<Reach> reachProperty() {
        return reach;
    }

    BooleanProperty encryptedProperty() {
        return encrypted;
    }

    /** Whether the system opens this program at log-in; no setting, and off until chosen. */
    BooleanProperty atLoginProperty() {
        return atLogin;
    }

    BooleanProperty dailyBackupProperty() {
        return dailyBackup;
    }

    StringProperty textProperty(Field field) {
        return texts.getOrDefault(field, passwordAgain);
    }

    StringProperty passwordAgainProperty() {
        return passwordAgain;
    }

    /** The settings file that was read. */
    ObjectProperty<Optional<SettingsImport>> importedProperty() {
        return imported;
    }

    /** The file whose data come in after the start. */
    ObjectProperty<Optional<Path>> backupProperty() {
        return backup;
    }

    /** Everything that can change. */
    Observable[] observables() {
        List<Observable> all = new ArrayList<>(texts.values());
        all.addAll(List.of(place, objects, reach, encrypted, dailyBackup, passwordAgain, imported, backup));
        return all.toArray(Observable[]::new);
    }

    Setup setup() {
        var typed = new EnumMap<Field, String>(Field.class);
        texts.forEach((field, text) -> typed.put(field, text.get()));
        var more = new HashMap<String, String>();
        imported.get().ifPresent(file -> more.putAll(file.settings()));
        more.putAll(besides);
        return new Setup(place.get(), objects.get(), reach.get(), encrypted.get(), dailyBackup.get(), typed, more);
    }

    /** Takes over what a fix changed. */
    void take(Setup mended) {
        besides = mended.besides();
        encrypted.set(mended.encrypted());
        reach.set(mended.reach());
        mended.typed().forEach((field, text) -> textProperty(field).set(text));
    }
}
