package org.quiltappliance.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Theme;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class UnopenedViewIT {

    private final List<String> done = new ArrayList<>();
    private final FxRobot robot = new FxRobot();

    private final UnopenedView.Ways ways = new UnopenedView.Ways() {
        @Override
        public void again() {
            done.add("again");
        }

        @Override
        public void choose() {
            done.add("choose");
        }

        @Override
        public void folder(Path folder) {
            done.add(folder.toString());
        }

        @Override
        public void quit() {
            done.add("quit");
        }
    };

    private void show(ProblemCode code, Fix... fixes) throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.asyncFx(() -> {
                    Theme.loadFonts();
                    var view = new UnopenedView(
                            Snapshots.problem(code, "Cannot write", "It is read-only.", List.of(fixes)),
                            Texts.in(Locale.ENGLISH),
                            ways);
                    var scene = new Scene(view, 640, 320);
                    Theme.LIGHT.dress(scene);
                    stage.setScene(scene);
                    stage.show();
                    return view;
                })
                .get();
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.cleanupStages();
    }

    @Test
    void remediesDoWhatTheySayWithoutAnAppliance() throws Exception {
        show(
                ProblemCode.HOME_NOT_WRITABLE,
                new Fix.ChooseFolder(),
                new Fix.OpenFolder("/data"),
                new Fix.TryAgain(),
                new Fix.Quit());

        for (int fix = 1; fix <= 4; fix++) {
            robot.clickOn("#ov-fail-fix-" + fix);
        }

        assertThat(done).containsExactly("choose", "/data", "again", "quit");
        assertThat(robot.lookup("#ov-fail-diag").tryQuery())
                .as("nobody could make diagnostics")
                .isEmpty();
    }

    @Test
    void logIsShownInItsFolderAndNobodyIsAskedForDiagnostics() throws Exception {
        show(ProblemCode.INTERNAL, new Fix.TryAgain(), new Fix.SaveDiagnostics(), new Fix.ShowLog("/data/logs"));

        robot.clickOn("#ov-fail-fix-2");

        assertThat(done).containsExactly("/data/logs");
        assertThat(robot.lookup("#ov-fail-fix-3").tryQuery()).isEmpty();
    }

    @Test
    void olderBackupNeedsAnotherFolderFirst() throws Exception {
        show(ProblemCode.DATA_FROM_NEWER_VERSION, new Fix.RestoreBackup());

        robot.clickOn("#ov-fail-fix-1");

        assertThat(robot.lookup("#unopened-said").tryQuery()).isPresent();
        assertThat(done).isEmpty();
    }
}
