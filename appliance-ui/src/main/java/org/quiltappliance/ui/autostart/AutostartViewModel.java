package org.quiltappliance.ui.autostart;

import java.io.IOException;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** The switch that lets the system open the program at log-in. */
public final class AutostartViewModel {

    private final Autostart autostart;
    private final Tasks tasks;
    private final Texts texts;
    private final Consumer<String> said;
    private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper();

    /** @param said hears why something was not done, in words for people */
    public AutostartViewModel(Autostart autostart, Tasks tasks, Texts texts, Consumer<String> said) {
        this.autostart = autostart;
        this.tasks = tasks;
        this.texts = texts;
        this.said = said;
    }

    /** Reads what the system has. */
    public void refresh() {
        tasks.run(autostart::isOn, on::set, this::tell);
    }

    /** Puts the entry there or takes it away, and shows what the system has then. */
    void turn(boolean wanted) {
        tasks.run(() -> turned(wanted), on::set, failed -> {
            tell(failed);
            refresh();
        });
    }

    private boolean turned(boolean wanted) throws IOException {
        autostart.turn(wanted);
        return autostart.isOn();
    }

    private void tell(Throwable reason) {
        said.accept(texts.of("autostart.failed", autostart.place(), reason.getMessage()));
    }

    /** What the system had when it was read last. */
    ReadOnlyBooleanProperty onProperty() {
        return on.getReadOnlyProperty();
    }

    String place() {
        return texts.of("autostart.place", autostart.place());
    }
}
