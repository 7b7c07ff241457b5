package org.quiltappliance.ui.settings;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.ui.text.Texts;

/** One setting in the form. What is typed for a secret replaces it; nothing typed keeps it. */
final class SettingField {

    private final Setting setting;
    private final Source source;
    private final String present;
    private final Texts texts;
    private final StringProperty draft = new SimpleStringProperty();
    private final BooleanProperty forgotten = new SimpleBooleanProperty();

    SettingField(Setting setting, EffectiveSettings.Value value, Texts texts) {
        this.setting = setting;
        this.source = value.source();
        this.present = setting.secret() ? "" : value.text();
        this.texts = texts;
        draft.set(present);
        hasSecret = setting.secret() && !value.text().isEmpty();
    }

    private final boolean hasSecret;

    Setting setting() {
        return setting;
    }

    /** What is typed. */
    StringProperty draftProperty() {
        return draft;
    }

    /** Whether what is written down is to be forgotten. */
    BooleanProperty forgottenProperty() {
        return forgotten;
    }

    /** Whether a stronger source than the files has a value, which nothing here changes. */
    boolean isLocked() {
        return source.isAboveFiles();
    }

    /** Whether something is written down that can be forgotten. */
    boolean isWritten() {
        return source == Source.FILE || source == Source.SECRETS;
    }

    /** Whether a value holds that is not shown. */
    boolean hasSecret() {
        return hasSecret;
    }

    /** Where the value comes from, for people. */
    String origin() {
        return switch (source) {
            case ENVIRONMENT, OPTION -> texts.of("settings.locked", source.label());
            case FILE, SECRETS -> texts.of("settings.written");
            default -> texts.of("settings.default");
        };
    }

    boolean isDirty() {
        return !isLocked() && (forgotten.get() || !draft.get().strip().equals(present));
    }

    BooleanBinding dirty() {
        return Bindings.createBooleanBinding(this::isDirty, draft, forgotten);
    }

    /** What is wrong with what is typed; nothing when it may be written down. */
    Optional<String> problem() {
        String text = draft.get().strip();
        return !isDirty() || forgotten.get() || text.isEmpty()
                ? Optional.empty()
                : setting.kind()
                        .problem(text)
                        .map(wrong ->
                                texts.of("settings.wrong", wrong, setting.kind().allowed()));
    }

    StringBinding complaint() {
        return Bindings.createStringBinding(() -> problem().orElse(""), draft, forgotten);
    }

    /** What is to be written down; an emptied field means the default. */
    Optional<String> wanted() {
        String text = draft.get().strip();
        return forgotten.get() || text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
