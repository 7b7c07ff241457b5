package org.quiltappliance.ui.fixes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.ShownDialogs;
import org.quiltappliance.ui.text.Texts;

class FixesTest implements FixAppliance, FixDesktop {

    private final List<String> done = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final ShownDialogs dialogs = new ShownDialogs();
    private Optional<Path> archive = Optional.empty();
    private boolean busy;
    private final Fixes fixes = new Fixes(
            new Fixes.Surroundings(this, this, new DirectTasks(), dialogs, Texts.in(Locale.ENGLISH), said::add));

    @Override
    public CompletionStage<String> apply(Fix fix, Optional<String> answer) {
        if (busy) {
            throw new IllegalStateException("A backup is under way.");
        }
        done.add(fix.getClass().getSimpleName() + answer.map(text -> " " + text).orElse(""));
        return CompletableFuture.completedFuture("Done.");
    }

    @Override
    public Optional<Path> chooseImages() {
        return archive;
    }

    @Override
    public void showLogs() {
        done.add("logs");
    }

    @Override
    public void showBackups() {
        done.add("backups");
    }

    @Override
    public void showUsers() {
        done.add("users");
    }

    @Override
    public void showSettings() {
        done.add("settings");
    }

    @Override
    public void showDiagnostics() {
        done.add("diagnostics");
    }

    @Override
    public void openFolder(Path folder) {
        done.add("folder " + folder);
    }

    @Override
    public void copy(String text) {
        done.add("copy " + text);
    }

    @Override
    public void quit() {
        done.add("quit");
    }

    @Test
    void whatTheApplianceCanDoItDoes() {
        fixes.apply(new Fix.UsePort("APPLIANCE_REGISTRY_PORT", 5001));

        assertThat(done).containsExactly("UsePort");
        assertThat(said).containsExactly("Done.");
    }

    @Test
    void refusalIsSaid() {
        busy = true;
        fixes.apply(new Fix.CleanUp());

        assertThat(said).containsExactly("A backup is under way.");
    }

    @Test
    void fileIsChosenFirstAndNothingHappensWithoutOne() {
        fixes.apply(new Fix.LoadImages());
        assertThat(done).isEmpty();

        archive = Optional.of(Path.of("images.tar"));
        fixes.apply(new Fix.LoadImages());
        assertThat(done).containsExactly("LoadImages images.tar");
    }

    @Test
    void missingValueIsAskedFor() {
        fixes.apply(new Fix.OpenSetting("REGISTRY_URL"));
        var answer = (Answer) dialogs.present().content();
        assertThat(answer.label()).isEqualTo("Value of REGISTRY_URL");
        assertThat(dialogs.answer("dlg-ok").possible().get()).isFalse();

        answer.textProperty().set(" https://data.example.org ");
        dialogs.give("dlg-ok");
        assertThat(done).containsExactly("OpenSetting https://data.example.org");
    }

    @Test
    void commandIsCopiedAsItIs() {
        fixes.apply(new Fix.CopyCommand("sudo usermod -aG docker ana"));

        assertThat(done).containsExactly("copy sudo usermod -aG docker ana");
        assertThat(said).containsExactly("Copied");
    }

    @Test
    void helpIsThereForEachTopic() {
        for (Fix.ReadHelp.Topic topic : Fix.ReadHelp.Topic.values()) {
            fixes.apply(new Fix.ReadHelp(topic));
            assertThat(dialogs.present().text()).isNotEmpty();
        }
    }

    @Test
    void everyKindOfFixIsDoneBySomebody() {
        var byTheAppliance = List.of(
                Fix.UsePort.class,
                Fix.UseAddress.class,
                Fix.UseThisComputerOnly.class,
                Fix.UseSelfSigned.class,
                Fix.UseImage.class,
                Fix.UseDefault.class,
                Fix.StartInTestMode.class,
                Fix.RepairPassword.class,
                Fix.UseAnotherName.class,
                Fix.UseVolume.class,
                Fix.StartReadOnly.class,
                Fix.GoBack.class,
                Fix.CreateBucket.class,
                Fix.ReviewImages.class,
                Fix.UpgradeData.class,
                Fix.RestartContainer.class,
                Fix.CheckAgain.class,
                Fix.TryAgain.class,
                Fix.CleanUp.class,
                Fix.BackUpNow.class,
                Fix.RenewCertificate.class,
                Fix.StopOwnProcess.class);

        assertThat(Arrays.asList(Fix.class.getPermittedSubclasses()))
                .allMatch(kind -> byTheAppliance.contains(kind) || fixes.kinds().contains(kind));
    }
}
