package org.quiltappliance.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.ui.testing.FxThreadGuard;
import org.quiltappliance.ui.theme.Theme;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** The guard of the other tests finds what it is there for. */
class FxThreadGuardIT {

    @TempDir
    Path folder;

    @Test
    void findsFilesThatAreReadOnTheJavaFxThread() throws Exception {
        FxToolkit.registerPrimaryStage();
        Path file = Files.writeString(folder.resolve("text"), "some");
        var guard = FxThreadGuard.on();

        WaitForAsyncUtils.asyncFx(() -> Files.readString(file)).get();

        assertThatThrownBy(guard::close)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("reading a file by")
                .hasMessageContaining("FxThreadGuardIT");
    }

    @Test
    void findsWaitingOnTheJavaFxThread() throws Exception {
        FxToolkit.registerPrimaryStage();
        var guard = FxThreadGuard.on();
        var gate = new CountDownLatch(1);

        var waiting = WaitForAsyncUtils.asyncFx(() -> {
            gate.await();
            return true;
        });
        try {
            await().until(() -> !guard.found().isEmpty());
        } finally {
            gate.countDown();
        }
        waiting.get();

        assertThat(guard.found()).first().asString().startsWith("waiting by");
        assertThatThrownBy(guard::close).isInstanceOf(AssertionError.class);
    }

    @Test
    void letsOtherThreadsAndTheToolkitBe() throws Exception {
        FxToolkit.registerPrimaryStage();
        Path file = Files.writeString(folder.resolve("text"), "some");

        try (var guard = FxThreadGuard.on()) {
            assertThat(Files.readString(file)).isEqualTo("some");
            WaitForAsyncUtils.asyncFx(() -> Theme.loadFonts());
            WaitForAsyncUtils.waitForFxEvents();

            assertThat(guard.found()).isEmpty();
        }
    }
}
