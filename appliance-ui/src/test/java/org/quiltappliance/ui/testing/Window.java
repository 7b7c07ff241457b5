package org.quiltappliance.ui.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.OpenAppliance;
import org.quiltappliance.server.SettingsSource;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.ui.MainWindow;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Theme;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A real window on a display, over a real appliance in a home folder of its own. */
public final class Window implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final OpenAppliance appliance;
    private final FxRobot robot = new FxRobot();
    private final List<String> browsed = new ArrayList<>();
    private final MainWindow window;

    private Window(OpenAppliance appliance) throws Exception {
        this.appliance = appliance;
        Stage stage = FxToolkit.registerPrimaryStage();
        window = onFxThread(() -> {
            Theme.loadFonts();
            var made = new MainWindow(appliance.service(), stage, Texts.in(Locale.ENGLISH), browsed::add);
            made.show(Theme.LIGHT);
            return made;
        });
    }

    /** Opens one. @param settings that are written down, beside free ports */
    public static Window open(Path home, Map<String, String> settings) throws Exception {
        var written = new HashMap<>(settings);
        written.putIfAbsent("APPLIANCE_REGISTRY_PORT", String.valueOf(freePort()));
        written.putIfAbsent("APPLIANCE_CATALOG_PORT", String.valueOf(freePort()));
        var source = new SettingsSource(new Home(home), Map.of(), Map.of(), Clock.systemUTC());
        for (var setting : written.entrySet()) {
            source.files().set(setting.getKey(), setting.getValue());
        }
        var shown = new AtomicReference<@Nullable Window>();
        var window = new Window(OpenAppliance.open(source, made -> tell(shown.get(), made)));
        shown.set(window);
        return window;
    }

    private static void tell(@Nullable Window shown, NewAdministrator made) {
        if (shown != null) {
            shown.window.tell(made);
        }
    }

    /** A port that nobody listens on. */
    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static <T> T onFxThread(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.asyncFx(work).get();
    }

    public OpenAppliance appliance() {
        return appliance;
    }

    /** Whether Enter presses the button that has that id. */
    public boolean isDefault(String id) {
        return node(id) instanceof Button button && button.isDefaultButton();
    }

    /** The addresses that the window opened in the browser. */
    public List<String> browsed() {
        return List.copyOf(browsed);
    }

    /** Clicks what has that id, once it can be clicked. */
    public void click(String id) {
        awaitThat(id + " can be clicked", () -> isShown(id) && !node(id).isDisabled());
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE.toMillis(), () -> bringIntoView(node(id)));
        robot.clickOn("#" + id);
    }

    /** A page may be higher than the window. */
    private static void bringIntoView(Node node) {
        for (Node one = node.getParent(); one != null; one = one.getParent()) {
            if (one instanceof ScrollPane pane && pane.getContent() != null) {
                pane.getScene().getRoot().layout();
                var place = pane.getContent().sceneToLocal(node.localToScene(node.getBoundsInLocal()));
                double hidden = pane.getContent().getBoundsInLocal().getHeight()
                        - pane.getViewportBounds().getHeight();
                if (hidden > 0) {
                    double middle =
                            place.getCenterY() - pane.getViewportBounds().getHeight() / 2;
                    pane.setVvalue(Math.max(0, Math.min(1, middle / hidden)));
                }
            }
        }
    }

    /** How many rows the table that has that id has; none while it is not there. */
    public int rows(String id) {
        return robot.lookup("#" + id)
                .tryQueryAs(TableView.class)
                .map(table -> table.getItems().size())
                .orElse(0);
    }

    /** Clicks a row of the table that has that id. @param row from 0 */
    public void clickRow(String id, int row) {
        robot.clickOn(robot.lookup("#" + id + " .table-row-cell").nth(row).<Node>query());
    }

    /** Whether what has that id cannot be used now. */
    public boolean isDisabled(String id) {
        return node(id).isDisabled();
    }

    /** Presses these keys together. */
    public void press(KeyCode... keys) {
        robot.push(keys);
    }

    /** The id of what the keyboard acts on; empty when that is nothing, or has none. */
    public String focused() {
        return WaitForAsyncUtils.waitForAsyncFx(
                PATIENCE.toMillis(),
                () -> robot.listWindows().stream()
                        .map(shown -> shown.getScene().getFocusOwner())
                        .filter(Objects::nonNull)
                        .map(Node::getId)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(""));
    }

    /** What was copied last. */
    public String copied() {
        return WaitForAsyncUtils.waitForAsyncFx(
                PATIENCE.toMillis(), () -> Clipboard.getSystemClipboard().getString());
    }

    /** Types into what has that id. */
    public void type(String id, String text) {
        click(id);
        robot.write(text);
    }

    /** Whether that is in the window and visible. */
    public boolean isShown(String id) {
        return robot.lookup("#" + id).tryQuery().filter(Window::isVisible).isPresent();
    }

    private static boolean isVisible(Node node) {
        for (Node one = node; one != null; one = one.getParent()) {
            if (!one.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private Node node(String id) {
        return robot.lookup("#" + id).query();
    }

    /** The text of what has that id; empty while it is not there. */
    public String text(String id) {
        return robot.lookup("#" + id)
                .tryQuery()
                .map(node -> node instanceof Labeled labeled
                        ? labeled.getText()
                        : node instanceof TextInputControl input ? input.getText() : "")
                .orElse("");
    }

    /** The texts of all labels and buttons in what has that id; none while it is not there. */
    public List<String> words(String id) {
        return WaitForAsyncUtils.waitForAsyncFx(
                PATIENCE.toMillis(),
                () -> Stream.of(".label", ".button")
                        .flatMap(kind -> robot.lookup("#" + id + " " + kind).queryAllAs(Labeled.class).stream())
                        .filter(Window::isVisible)
                        .map(Labeled::getText)
                        .toList());
    }

    /** Waits until that text is shown there. */
    public void awaitText(String id, String text) {
        awaitThat(id + " says: " + text, () -> text(id).equals(text));
    }

    /** Waits until it is so. */
    public void awaitThat(String what, Callable<Boolean> condition) {
        try {
            await(what).atMost(PATIENCE).until(condition);
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(
                    "Waited in vain: " + what + ". The window says: " + words("root") + words("toast"), late);
        }
    }

    @Override
    public void close() {
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE.toMillis(), window::close);
        try {
            FxToolkit.cleanupStages();
        } catch (TimeoutException late) {
            throw new AssertionError("The window did not go", late);
        }
        appliance.close();
    }
}
