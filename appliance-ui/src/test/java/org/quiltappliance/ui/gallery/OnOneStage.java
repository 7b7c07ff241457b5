package org.quiltappliance.ui.gallery;

import javafx.stage.Stage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.quiltappliance.ui.theme.Theme;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** Tests that draw one scene after the other on the same stage. */
abstract class OnOneStage {

    /** Milliseconds for what the JavaFX thread is asked to do. */
    static final long PATIENCE = 60_000;

    static Stage stage;

    @BeforeAll
    static void openWindow() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE, Theme::loadFonts);
    }

    @AfterAll
    static void closeWindow() throws Exception {
        FxToolkit.cleanupStages();
    }
}
