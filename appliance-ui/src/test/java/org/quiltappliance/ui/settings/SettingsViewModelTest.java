package org.quiltappliance.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.Setting.Group;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.Source;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeSettings;
import org.quiltappliance.ui.text.Texts;

class SettingsViewModelTest {

    private final SimpleObjectProperty<ApplianceSnapshot> snapshot =
            new SimpleObjectProperty<>(Snapshots.running().make());
    private final SomeSettings settings = new SomeSettings()
            .with("APPLIANCE_NAME", "Data of the institute", Source.FILE)
            .with("APPLIANCE_REGISTRY_PORT", "5001", Source.ENVIRONMENT)
            .with("SMTP_PASSWORD", "open sesame", Source.SECRETS);
    private final RecordedCommands commands = new RecordedCommands();
    private final List<String> said = new ArrayList<>();
    private final SettingsViewModel model = new SettingsViewModel(
            snapshot,
            new SettingsViewModel.Surroundings(
                    settings, new DirectTasks(), commands, Texts.in(Locale.ENGLISH), said::add));

    @BeforeEach
    void read() {
        model.refresh();
    }

    private SettingField field(String name) {
        model.groupProperty().set(Settings.find(name).orElseThrow().group());
        return model.shown().stream()
                .filter(field -> field.setting().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everySettingButTheModeStandsOnOnePage() {
        var names = new ArrayList<String>();
        for (Group group : Group.values()) {
            model.groupProperty().set(group);
            model.shown().forEach(field -> names.add(field.setting().name()));
        }

        assertThat(names)
                .hasSize(Settings.all().size() - 1)
                .doesNotHaveDuplicates()
                .doesNotContain("APPLIANCE_MODE");
    }

    @Test
    void onlyWhatWasTypedIsWrittenDown() {
        field("APPLIANCE_NAME").draftProperty().set(" Glaciers ");
        field("SMTP_HOST").draftProperty().set("smtp.example.org");
        assertThat(model.dirtyProperty().get()).isTrue();
        model.save(false);

        assertThat(settings.last())
                .isEqualTo(Map.of(
                        "APPLIANCE_NAME", Optional.of("Glaciers"), "SMTP_HOST", Optional.of("smtp.example.org")));
        assertThat(model.dirtyProperty().get()).isFalse();
        assertThat(said).containsExactly("Saved. It takes effect at the next restart.");
        assertThat(commands.given()).isEmpty();
    }

    @Test
    void savedWithARestartWhenWished() {
        field("APPLIANCE_NAME").draftProperty().set("Glaciers");
        model.save(true);

        assertThat(commands.given()).containsExactly("restart");
    }

    @Test
    void wrongValueIsSaidAndNothingCanBeSaved() {
        field("APPLIANCE_CATALOG_PORT").draftProperty().set("70000");

        assertThat(field("APPLIANCE_CATALOG_PORT").complaint().get())
                .isEqualTo("This is too large. Allowed is a whole number from 1 to 65535.");
        assertThat(model.goodProperty().get()).isFalse();

        model.revert();
        assertThat(model.goodProperty().get()).isTrue();
        assertThat(model.dirtyProperty().get()).isFalse();
    }

    @Test
    void secretIsKeptUnlessAnotherIsTyped() {
        var password = field("SMTP_PASSWORD");
        assertThat(password.draftProperty().get()).isEmpty();
        assertThat(password.hasSecret()).isTrue();
        field("SMTP_HOST").draftProperty().set("smtp.example.org");
        model.save(false);
        assertThat(settings.last()).containsOnlyKeys("SMTP_HOST");

        field("SMTP_PASSWORD").draftProperty().set("another");
        model.save(false);
        assertThat(settings.last()).isEqualTo(Map.of("SMTP_PASSWORD", Optional.of("another")));
    }

    @Test
    void secretIsForgottenOnlyWhenSaid() {
        field("SMTP_PASSWORD").forgottenProperty().set(true);
        model.save(false);

        assertThat(settings.last()).isEqualTo(Map.of("SMTP_PASSWORD", Optional.empty()));
    }

    @Test
    void strongerSourcesLockTheField() {
        var port = field("APPLIANCE_REGISTRY_PORT");

        assertThat(port.isLocked()).isTrue();
        assertThat(port.origin()).isEqualTo("Set by the environment");
        assertThat(model.isOpen(port).getValue()).isFalse();
    }

    @Test
    void placesOfDataAreChangedOnlyWhileNothingRuns() {
        var database = field("APPLIANCE_DB");
        assertThat(model.isOpen(database).getValue()).isFalse();
        assertThat(model.isOpen(field("APPLIANCE_NAME")).getValue()).isTrue();

        snapshot.set(Snapshots.stopped().make());
        assertThat(model.isOpen(field("APPLIANCE_DB")).getValue()).isTrue();

        snapshot.set(Snapshots.starting(2).make());
        assertThat(model.isOpen(field("APPLIANCE_NAME")).getValue()).isFalse();
    }

    @Test
    void failedSaveKeepsWhatWasTyped() {
        field("APPLIANCE_NAME").draftProperty().set("Glaciers");
        settings.fill();
        model.save(true);

        assertThat(said).containsExactly("No space left on device");
        assertThat(commands.given()).isEmpty();
        assertThat(field("APPLIANCE_NAME").draftProperty().get()).isEqualTo("Glaciers");
        assertThat(model.dirtyProperty().get()).isTrue();
    }

    @Test
    void whatIsTypedOutlivesALookElsewhere() {
        field("APPLIANCE_NAME").draftProperty().set("Glaciers");
        model.refresh();

        assertThat(field("APPLIANCE_NAME").draftProperty().get()).isEqualTo("Glaciers");
    }
}
