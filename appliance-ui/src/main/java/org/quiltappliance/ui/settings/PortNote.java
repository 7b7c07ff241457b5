package org.quiltappliance.ui.settings;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.checks.PortLook;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** Says of a port that is typed whether it can be used, and which one can be instead. */
final class PortNote {

    private final SettingField port;
    private final SettingField other;
    private final SettingField bind;
    private final SettingsAppliance appliance;
    private final Tasks tasks;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Optional<PortLook>> found = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Tasks.@Nullable Running present;

    PortNote(
            SettingField port,
            SettingField other,
            SettingField bind,
            SettingsAppliance appliance,
            Tasks tasks,
            Texts texts) {
        this.port = port;
        this.other = other;
        this.bind = bind;
        this.appliance = appliance;
        this.tasks = tasks;
        this.texts = texts;
        port.draftProperty().addListener(changed -> look());
        bind.draftProperty().addListener(changed -> look());
        look();
    }

    /** Looks anew: programs come and go. */
    void look() {
        Tasks.Running before = present;
        if (before != null) {
            before.cancel();
        }
        found.set(Optional.empty());
        if (!port.isReadable() || !bind.isReadable()) {
            return;
        }
        String address = bind.effective();
        int wanted = number(port);
        int besides = number(other);
        // What cannot be found out is not said; the start looks again.
        present = tasks.run(
                () -> appliance.port(address, wanted, besides), look -> found.set(Optional.of(look)), failed -> {});
    }

    private static int number(SettingField field) {
        return field.isReadable() ? Integer.parseInt(field.effective()) : 0;
    }

    /** Takes the port that is free. */
    void useNext() {
        found.get().ifPresent(look -> port.draftProperty().set(String.valueOf(look.next())));
    }

    /** What was found; nothing while it is looked at. */
    ReadOnlyObjectProperty<Optional<PortLook>> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** The same for people. */
    String words(PortLook look) {
        return switch (look.state()) {
            case FREE -> texts.of("settings.port.free");
            case OURS -> texts.of("settings.port.ours");
            case TAKEN -> texts.of("settings.port.taken", look.holder());
            case REFUSED -> texts.of("settings.port.refused", look.holder());
        };
    }

    /** Who has a port that is taken, in a sentence. */
    String sentence(PortLook look) {
        return texts.of("settings.port.taken.text", look.holder());
    }

    /** Whether another port has to be taken. */
    static boolean isBad(PortLook look) {
        return look.state() == PortLook.State.TAKEN || look.state() == PortLook.State.REFUSED;
    }
}
