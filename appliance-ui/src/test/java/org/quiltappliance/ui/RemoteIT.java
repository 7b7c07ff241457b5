package org.quiltappliance.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.OpenAppliance.Other;
import org.quiltappliance.server.SettingsSource;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Tree;
import org.quiltappliance.ui.remote.RemoteView;
import org.quiltappliance.ui.testing.FxThreadGuard;
import org.quiltappliance.ui.testing.Window;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Theme;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A window on an appliance that has none, through its control channel. */
class RemoteIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final FxRobot robot = new FxRobot();
    private final List<String> opened = new CopyOnWriteArrayList<>();
    private OpenAppliance headless;
    private FxThreadGuard guard;

    @BeforeEach
    void openBoth() throws Exception {
        guard = FxThreadGuard.on();
        var home = new Home(folder.resolve("home"));
        headless = OpenAppliance.open(
                new SettingsSource(home, Map.of(), Window.freePorts(), Clock.systemUTC()), made -> {});
        assertThat(OpenAppliance.showOther(home)).isEqualTo(Other.WITHOUT_WINDOW);
        Stage stage = FxToolkit.registerPrimaryStage();
        onFxThread(() -> {
            Theme.loadFonts();
            var remote = RemoteRoot.over(home, Texts.in(Locale.ENGLISH), opened::add, new RemoteView.Here() {
                @Override
                public void open() {
                    opened.add("here");
                }

                @Override
                public void start() {
                    opened.add("started here");
                }
            });
            var scene = new Scene(remote.content(), 640, 600);
            Theme.LIGHT.dress(scene);
            stage.setScene(scene);
            stage.titleProperty().bind(remote.title());
            stage.show();
            return remote;
        });
    }

    @AfterEach
    void closeBoth() throws Exception {
        FxToolkit.cleanupStages();
        headless.close();
        guard.close();
    }

    private static void onFxThread(Callable<?> work) throws Exception {
        WaitForAsyncUtils.asyncFx(work).get();
    }

    private boolean isShown(String id) {
        return robot.lookup("#" + id)
                .match(node -> node.isVisible() && !node.isDisabled())
                .tryQuery()
                .isPresent();
    }

    private void click(String id) {
        await(id).atMost(PATIENCE).until(() -> isShown(id));
        // What has just come may still find its place.
        WaitForAsyncUtils.waitForFxEvents();
        robot.clickOn("#" + id);
    }

    private void awaitState(String text) {
        await(text)
                .atMost(PATIENCE)
                .until(() ->
                        robot.lookup("#state-word").<Labeled>query().getText().equals(text));
    }

    @Test
    void registryIsStartedSeenAndStoppedAndItsFolderOpenedHere() throws Exception {
        awaitState("Stopped");
        click("primary-action");
        awaitState("Running");
        var service = headless.service();
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.RUNNING);
        click("ov-catalog-open");
        assertThat(opened)
                .containsExactly(
                        service.snapshot().endpoints().orElseThrow().catalog().toString());

        URI registry = service.snapshot().endpoints().orElseThrow().registry();
        new QuiltClient(new RegistryClient(registry).signedIn("admin", "quilt"))
                .push(new Pkg("admin", "tried"), Tree.empty());
        click("primary-action");
        click("dlg-stop-discard");
        awaitState("Stopped");
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.STOPPED);

        headless.close();
        await("the registry that ended is named")
                .atMost(PATIENCE)
                .until(() -> isShown("rem-ended")
                        && robot.lookup("#rem-ended").<Labeled>query().getText().equals("My registry has ended"));
        assertThat(robot.listWindows())
                .extracting(window -> ((Stage) window).getTitle())
                .containsExactly("Quilt Appliance – My registry – TEST");
        click("rem-open");
        click("rem-start");
        await("both were pressed")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(opened).containsSequence("here", "started here"));
    }
}
