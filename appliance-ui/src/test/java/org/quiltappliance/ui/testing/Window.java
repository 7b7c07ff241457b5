package org.quiltappliance.ui.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
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
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.ui.MainWindow;
import org.quiltappliance.ui.autostart.Launch;
import org.quiltappliance.ui.autostart.LinuxAutostart;
import org.quiltappliance.ui.desktop.DesktopLook;
import org.quiltappliance.ui.desktop.DesktopLooks;
import org.quiltappliance.ui.theme.Theme;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A real window on a display, over a real appliance in a home folder of its own. Closing it fails when anything on the
 * JavaFX thread might have kept it from answering.
 */
public final class Window implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final FxThreadGuard guard = FxThreadGuard.on();
    private final OpenAppliance appliance;
    private final FxRobot robot = new FxRobot();
    private final List<String> browsed = new ArrayList<>();
    private final AtomicInteger exits = new AtomicInteger();
    private final Stage stage;
    private final MainWindow window;

    private Window(OpenAppliance appliance, DesktopLooks looks) throws Exception {
        this.appliance = appliance;
        Stage stage = FxToolkit.registerPrimaryStage();
        var beginning = MainWindow.Beginning.of(appliance.service());
        this.stage = stage;
        window = onFxThread(() -> {
            Theme.loadFonts();
            var made = new MainWindow(
                    appliance.service(),
                    stage,
                    new MainWindow.Desktop(
                            browsed::add,
                            () -> exits.incrementAndGet(),
                            menu -> Optional.empty(),
                            new LinuxAutostart(
                                    appliance.service().settings().home().folder(),
                                    new Launch("test", List.of("true"))),
                            Locale.ENGLISH,
                            looks),
                    beginning);
            made.show(false);
            return made;
        });
        appliance.whenWanted(window::toFront);
    }

    /** Opens one. @param settings that are written down, beside free ports */
    public static Window open(Path home, Map<String, String> settings) throws Exception {
        return open(home, settings, Map.of());
    }

    /** The same in that environment. */
    public static Window open(Path home, Map<String, String> settings, Map<String, String> environment)
            throws Exception {
        return over(written(home, settings, environment));
    }

    private static SettingsSource written(Path home, Map<String, String> settings, Map<String, String> environment)
            throws IOException {
        var written = new HashMap<>(settings);
        written.putIfAbsent("APPLIANCE_REGISTRY_PORT", String.valueOf(FreePort.find()));
        written.putIfAbsent("APPLIANCE_CATALOG_PORT", String.valueOf(FreePort.find()));
        var source = new SettingsSource(new Home(home), Map.of(), environment, Clock.systemUTC());
        for (var setting : written.entrySet()) {
            source.files().set(setting.getKey(), setting.getValue());
        }
        return source;
    }

    /** The same on a desktop that looks in that way. */
    public static Window open(Path home, Map<String, String> settings, DesktopLooks looks) throws Exception {
        return over(written(home, settings, Map.of()), looks);
    }

    private static Window over(SettingsSource source) throws Exception {
        return over(source, DesktopLooks.of(() -> DesktopLook.USUAL));
    }

    private static Window over(SettingsSource source, DesktopLooks looks) throws Exception {
        var shown = new AtomicReference<@Nullable Window>();
        var window = new Window(OpenAppliance.open(source, made -> tell(shown.get(), made)), looks);
        shown.set(window);
        return window;
    }

    private static void tell(@Nullable Window shown, NewAdministrator made) {
        if (shown != null) {
            shown.window.tell(made);
        }
    }

    /** Opens one over a home folder that nobody has used. @param environment what it says of settings */
    public static Window fresh(Path home, Map<String, String> environment) throws Exception {
        var source = new SettingsSource(new Home(home), Map.of(), environment, Clock.systemUTC());
        return over(source);
    }

    /** Free ports, as the environment says them. */
    public static Map<String, String> freePorts() {
        return Map.of(
                "APPLIANCE_REGISTRY_PORT", String.valueOf(FreePort.find()),
                "APPLIANCE_CATALOG_PORT", String.valueOf(FreePort.find()));
    }

    private static <T> T onFxThread(Callable<T> work) throws Exception {
        return WaitForAsyncUtils.asyncFx(work).get();
    }

    public OpenAppliance appliance() {
        return appliance;
    }

    /** The addresses that the window opened in the browser. */
    public List<String> browsed() {
        return List.copyOf(browsed);
    }

    /** How often the window wanted the program to end. */
    public int exits() {
        return exits.get();
    }

    /** Who hears of failures that nobody expected. */
    public Thread.UncaughtExceptionHandler uncaught() {
        return window.uncaught();
    }

    public Stage stage() {
        return stage;
    }

    /** Works on the stage, on its thread. */
    public void onStage(Consumer<Stage> work) throws Exception {
        onFxThread(() -> {
            work.accept(stage);
            return true;
        });
    }

    /** Presses keys together, in the window. */
    public void press(KeyCode... keys) {
        awaitThat("the window has the focus", () -> {
            robot.interact(stage::requestFocus);
            return stage.isFocused();
        });
        robot.push(keys);
    }

    /** Clicks what has that id, once it can be clicked. */
    public void click(String id) {
        awaitThat(id + " can be clicked", () -> isShown(id) && !node(id).isDisabled());
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE.toMillis(), () -> bringIntoView(node(id)));
        robot.clickOn("#" + id);
    }

    /** Clicks what shows that text, once it is there. */
    public void clickText(String text) throws Exception {
        awaitThat(
                text + " is shown",
                () -> robot.lookup(text).tryQuery().filter(Window::isVisible).isPresent());
        // Found and measured in one go: tables make their rows anew in between.
        robot.clickOn(onFxThread(() -> {
            Node shown = robot.lookup(text).match(Window::isVisible).query();
            return robot.bounds(shown).query();
        }));
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

    /** Waits until the keys go to what has that id. */
    public void awaitFocus(String id) {
        awaitThat("the keys go to " + id, () -> isShown(id) && node(id).isFocused());
    }

    /** What the clipboard holds. */
    public String clipboard() {
        return WaitForAsyncUtils.waitForAsyncFx(
                PATIENCE.toMillis(), () -> Clipboard.getSystemClipboard().getString());
    }

    /** Types into what has that id. */
    public void type(String id, String text) {
        click(id);
        robot.write(text);
    }

    /** Puts that text in the place of what the field with that id has. */
    public void replace(String id, String text) {
        click(id);
        robot.push(KeyCode.CONTROL, KeyCode.A);
        robot.write(text);
    }

    /** What a screen reader says of what has that id. */
    public String accessibleText(String id) {
        return node(id).getAccessibleText();
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

    /** All words in what has that id, one text behind the other; empty while it is not there. */
    public String words(String id) {
        return robot.lookup("#" + id + " .label").queryAllAs(Labeled.class).stream()
                .filter(Window::isVisible)
                .map(Labeled::getText)
                .collect(Collectors.joining(" "));
    }

    /** What has that id, to be asked on any thread. */
    public <T extends Node> T find(String id, Class<T> type) {
        return robot.lookup("#" + id).queryAs(type);
    }

    /** Clicks the first that has that style. */
    public void clickStyle(String style) {
        robot.clickOn("." + style);
    }

    /** Chooses from the menu of a button, by place. */
    public void chooseItem(String id, int place) throws Exception {
        onFxThread(() -> {
            ((MenuButton) node(id)).getItems().get(place).fire();
            return place;
        });
    }

    /** Whether that can be used now. */
    public boolean isEnabled(String id) {
        return !node(id).isDisabled();
    }

    /** Whether Enter presses the button that has that id. */
    public boolean isDefault(String id) {
        return node(id) instanceof Button button && button.isDefaultButton();
    }

    /** Chooses one of the values of a box, by its place. */
    public void choose(String id, int place) throws Exception {
        awaitThat(id + " is shown", () -> isShown(id));
        onFxThread(() -> {
            ((ComboBox<?>) node(id)).getSelectionModel().select(place);
            return place;
        });
    }

    private TableView<?> table(String id) {
        return (TableView<?>) node(id);
    }

    /** How many rows that table shows; none while it is not there. */
    public int rows(String id) throws Exception {
        return onFxThread(() -> isShown(id) ? table(id).getItems().size() : 0);
    }

    /** Selects a row. */
    public void select(String id, int row) throws Exception {
        onFxThread(() -> {
            table(id).getSelectionModel().clearAndSelect(row);
            return row;
        });
    }

    /** What a cell of a table shows; empty while it is not there. */
    public String cell(String id, int row, int column) throws Exception {
        return onFxThread(() -> table(id).lookupAll(".table-cell").stream()
                .filter(TableCell.class::isInstance)
                .map(TableCell.class::cast)
                .filter(cell ->
                        cell.getIndex() == row && table(id).getColumns().indexOf(cell.getTableColumn()) == column)
                .map(cell -> String.valueOf(cell.getText()))
                .findFirst()
                .orElse(""));
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
                    "Waited in vain: " + what + ". The window says: " + words("root") + " " + words("toast"), late);
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
        try {
            window.save();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        appliance.close();
        guard.close();
    }
}
