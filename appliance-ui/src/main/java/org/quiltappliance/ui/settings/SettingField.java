package org.quiltappliance.ui.settings;

import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.config.Kind;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.ui.text.Texts;

/** One setting in the form. What is typed for a secret replaces it; nothing typed keeps it. */
final class SettingField {

    private final Setting setting;
    private final Source source;
    private final String stored;
    private final String present;
    private final Texts texts;
    private final StringProperty draft = new SimpleStringProperty();
    private final BooleanProperty forgotten = new SimpleBooleanProperty();

    /** What is wrong with it beside others; empty when nothing is. */
    private final StringProperty clash = new SimpleStringProperty("");

    SettingField(Setting setting, EffectiveSettings.Value value, Texts texts) {
        this.setting = setting;
        this.source = value.source();
        this.stored = value.text();
        this.present = setting.secret() ? "" : shown(setting, value.text());
        this.texts = texts;
        draft.set(present);
    }

    /** Yes and no have several spellings. */
    private static String shown(Setting setting, String text) {
        if (setting.kind() instanceof Kind.Flag) {
            return String.valueOf(Kind.Flag.isYes(text));
        }
        return setting.kind() instanceof Kind.Choice ? text.toLowerCase(Locale.ROOT) : text;
    }

    Setting setting() {
        return setting;
    }

    String id() {
        return FieldIds.of(setting);
    }

    /** For people. */
    String name() {
        return texts.of("setting." + setting.name());
    }

    /** One line for people. */
    String about() {
        return texts.of("setting." + setting.name() + ".about");
    }

    /** A word of a choice, for people. */
    String label(String word) {
        return texts.of("setting." + setting.name() + "." + word);
    }

    /** Behind the field; empty for none. */
    String unit() {
        String key = "setting." + setting.name() + ".unit";
        return texts.has(key) ? texts.of(key) : "";
    }

    /** What an empty field says: what is allowed, where that is not everything. */
    String hint() {
        String allowed = setting.kind().allowed();
        return allowed.startsWith("one line") ? "" : allowed;
    }

    /** What is typed. */
    StringProperty draftProperty() {
        return draft;
    }

    /** Whether what is written down is to be forgotten. */
    BooleanProperty forgottenProperty() {
        return forgotten;
    }

    /** What is wrong with it beside others. */
    StringProperty clashProperty() {
        return clash;
    }

    /** Whether nothing here changes the value: a stronger source has one, or something else does that. */
    boolean isLocked() {
        return source.isAboveFiles() || isFixed();
    }

    /** Whether another part of the program changes it. */
    private boolean isFixed() {
        return setting.name().equals("APPLIANCE_DB_SCHEMA") || setting.name().equals("APPLIANCE_DB_PASSWORD");
    }

    /** Whether it says where data live. */
    boolean isPlace() {
        return Settings.isPlace(setting);
    }

    /** Whether something is written down that can be forgotten. */
    boolean isWritten() {
        return source == Source.FILE || source == Source.SECRETS;
    }

    /** Whether anybody said anything about it. */
    boolean isSaid() {
        return source != Source.DEFAULT;
    }

    /** Whether a value holds that is not shown. */
    boolean hasSecret() {
        return setting.secret() && !stored.isEmpty();
    }

    /** What holds, also of a secret: for those who ask to see it. */
    String stored() {
        return stored;
    }

    /** Where the value comes from, for people. */
    String origin() {
        return switch (source) {
            case ENVIRONMENT, OPTION -> texts.of("settings.locked", source.label());
            case FILE, SECRETS -> isFixed() ? fixed() : texts.of("settings.written");
            default -> isFixed() ? fixed() : texts.of("settings.default");
        };
    }

    private String fixed() {
        return texts.of(setting.secret() ? "settings.fixed.secret" : "settings.fixed");
    }

    boolean isDirty() {
        return !isLocked() && (forgotten.get() || !draft.get().strip().equals(present));
    }

    /** What is wrong with what is typed; nothing when it may be written down. */
    Optional<String> problem() {
        return ownProblem().or(() -> Optional.of(clash.get()).filter(text -> !text.isEmpty()));
    }

    private Optional<String> ownProblem() {
        String text = draft.get().strip();
        return !isDirty() || forgotten.get() || text.isEmpty()
                ? Optional.empty()
                : setting.kind()
                        .problem(text)
                        .map(wrong ->
                                texts.of("settings.wrong", wrong, setting.kind().allowed()));
    }

    /** Whether it can be read for itself alone. */
    boolean isReadable() {
        return ownProblem().isEmpty();
    }

    StringBinding complaint() {
        return Bindings.createStringBinding(() -> problem().orElse(""), draft, forgotten, clash);
    }

    /** What holds or would: what is typed, else what there is. */
    String effective() {
        if (forgotten.get()) {
            return setting.standard();
        }
        String text = draft.get().strip();
        return text.isEmpty() ? setting.secret() ? stored : setting.standard() : text;
    }

    /** What is to be written down; an emptied field means the default. */
    Optional<String> wanted() {
        String text = draft.get().strip();
        return forgotten.get() || text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
