package org.quiltappliance.ui.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.quiltappliance.server.config.Kind;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.SecretField;
import org.quiltappliance.ui.controls.WordBox;
import org.quiltappliance.ui.text.Texts;

/** The right control for each kind of setting. */
final class Inputs {

    /** More than these do not stand beside each other. */
    private static final int RADIOS = 4;

    private static final int DIGITS = 8;
    private static final Set<String> FOLDERS = Set.of("APPLIANCE_STORE_FOLDER", "APPLIANCE_BACKUP_DIR");

    /**
     * Asks the system's way for places.
     *
     * @param folder asks for a folder; nothing when people change their mind
     * @param file asks for a file that is there
     * @param saved asks where the file of the authority goes
     * @param envFile asks for the settings of an original registry
     */
    record Choosers(
            Supplier<Optional<Path>> folder,
            Supplier<Optional<Path>> file,
            Supplier<Optional<Path>> saved,
            Supplier<Optional<Path>> envFile) {}

    private final Texts texts;
    private final Choosers choosers;

    Inputs(Texts texts, Choosers choosers) {
        this.texts = texts;
        this.choosers = choosers;
    }

    Node of(SettingField field) {
        var kind = field.setting().kind();
        if (kind instanceof Kind.Flag) {
            return flag(field);
        } else if (kind instanceof Kind.Choice some) {
            return some.words().size() > RADIOS ? list(field, some.words()) : radios(field, some.words(), "");
        } else if (field.setting().secret()) {
            return secret(field);
        } else if (kind instanceof Kind.Whole || kind instanceof Kind.Time) {
            return number(field);
        }
        return kind instanceof Kind.FilePath ? path(field) : text(field);
    }

    private Node flag(SettingField field) {
        var box = new CheckBox(texts.of("settings.yes"));
        box.setId(field.id());
        box.setAccessibleText(field.name());
        Nodes.follow(field.draftProperty(), draft -> box.setSelected(draft.equals("true")));
        box.setOnAction(pressed -> field.draftProperty().set(String.valueOf(box.isSelected())));
        return box;
    }

    /** @param unsaid what holds while nobody chose anything */
    Node radios(SettingField field, List<String> words, String unsaid) {
        var row = new FlowPane();
        row.setId(field.id());
        row.getStyleClass().add("wrap");
        var group = new ToggleGroup();
        for (String word : words) {
            var radio = new RadioButton(field.label(word));
            radio.setId(field.id() + "-" + word);
            radio.setToggleGroup(group);
            radio.setMinWidth(Region.USE_PREF_SIZE);
            Nodes.follow(
                    field.draftProperty(), draft -> radio.setSelected((draft.isEmpty() ? unsaid : draft).equals(word)));
            radio.setOnAction(pressed -> field.draftProperty().set(word));
            row.getChildren().add(radio);
        }
        return row;
    }

    private Node list(SettingField field, List<String> words) {
        var box = new WordBox<String>(field.id(), field.name(), word -> word.isEmpty() ? "" : field.label(word), texts);
        box.getItems().setAll(words);
        box.valueProperty().bindBidirectional(field.draftProperty());
        return box;
    }

    private Node secret(SettingField field) {
        String prompt = texts.of(field.hasSecret() ? "settings.secret" : "settings.none");
        return new SecretField(field.id(), field.draftProperty(), field::stored, prompt, texts);
    }

    private Node number(SettingField field) {
        var input = plain(field);
        input.setPrefColumnCount(DIGITS);
        input.setMinWidth(Region.USE_PREF_SIZE);
        input.setMaxWidth(Region.USE_PREF_SIZE);
        var row = new HBox(input);
        row.getStyleClass().add("row");
        if (!field.unit().isEmpty()) {
            var unit = Nodes.label(field.unit(), "secondary");
            unit.setWrapText(true);
            row.getChildren().add(unit);
        }
        return row;
    }

    private Node path(SettingField field) {
        var input = plain(field);
        HBox.setHgrow(input, Priority.ALWAYS);
        boolean folder = FOLDERS.contains(field.setting().name());
        var browse = Nodes.button(
                field.id() + "-browse",
                texts.of("settings.browse"),
                () -> (folder ? choosers.folder() : choosers.file())
                        .get()
                        .ifPresent(chosen -> field.draftProperty().set(chosen.toString())));
        var row = new HBox(input, browse);
        row.getStyleClass().add("row");
        return row;
    }

    private Node text(SettingField field) {
        return plain(field);
    }

    private static TextField plain(SettingField field) {
        var input = new TextField();
        input.setId(field.id());
        input.setAccessibleText(field.name());
        input.setPromptText(field.hint());
        input.textProperty().bindBidirectional(field.draftProperty());
        return input;
    }
}
