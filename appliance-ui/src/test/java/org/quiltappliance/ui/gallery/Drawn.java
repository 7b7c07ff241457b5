package org.quiltappliance.ui.gallery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Control;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quiltappliance.ui.theme.Theme;

/** One scene as it is drawn in a window of the smallest size, and what is wrong with it. To be used on the JavaFX thread. */
final class Drawn {

    static final double WIDTH = 900;
    static final double HEIGHT = 600;

    /** Of rounding, in pixels. */
    private static final double ROUNDING = 1;

    private static final double TEXT = 4.5;

    /** For those who asked their desktop for contrast (WCAG 2.2, 1.4.6). */
    private static final double STRONG_TEXT = 7;

    private static final double SHAPE = 3;

    private final Scene scene;
    private final Theme theme;
    private final List<Node> seen = new ArrayList<>();

    private Drawn(Scene scene, Theme theme) {
        this.scene = scene;
        this.theme = theme;
        collect(scene.getRoot());
    }

    static Drawn in(Stage stage, Parent root, Theme theme) {
        return in(stage, root, theme, HEIGHT);
    }

    /** The same in a window of that height. */
    static Drawn in(Stage stage, Parent root, Theme theme, double height) {
        var scene = new Scene(root, WIDTH, height);
        theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        // Once for sizes, and once for what follows from them.
        for (int i = 0; i < 2; i++) {
            root.applyCss();
            root.layout();
        }
        return new Drawn(scene, theme);
    }

    private void collect(Node node) {
        if (node.isVisible()) {
            seen.add(node);
            if (node instanceof Parent parent) {
                parent.getChildrenUnmodifiable().forEach(this::collect);
            }
        }
    }

    /** Every node that is drawn, in the order of the scene. */
    Stream<Node> nodes() {
        return seen.stream();
    }

    private <T> Stream<T> all(Class<T> type) {
        return nodes().filter(type::isInstance).map(type::cast);
    }

    // --- Texts ---

    /** Texts that are shortened, or that stick out of what they belong to. */
    List<String> cutTexts() {
        return all(Labeled.class)
                .filter(labeled -> !isInCell(labeled))
                .filter(labeled ->
                        labeled.getText() != null && !labeled.getText().isEmpty())
                .flatMap(labeled -> Stream.concat(shortened(labeled).stream(), sticksOut(labeled).stream()))
                .toList();
    }

    /** Tables and lists scroll to the side, and their columns can be made wider. */
    private static boolean isInCell(Node node) {
        return ancestors(node).anyMatch(VirtualFlow.class::isInstance);
    }

    private static Stream<Node> ancestors(Node node) {
        return Stream.iterate((Node) node.getParent(), one -> one != null, Node::getParent);
    }

    /** Unless the whole text can be had from a tooltip. */
    private static Optional<String> shortened(Labeled labeled) {
        return words(labeled)
                .map(Text::getText)
                .filter(shown -> !shown.equals(labeled.getText()) && !hasTooltip(labeled))
                .map(shown -> "shortened to \"" + shown + "\": " + name(labeled));
    }

    /** Of its own, or that of the control that it is a part of. */
    private static boolean hasTooltip(Labeled labeled) {
        return Stream.concat(Stream.of(labeled), ancestors(labeled))
                .filter(Control.class::isInstance)
                .map(Control.class::cast)
                .map(Control::getTooltip)
                .anyMatch(tooltip -> tooltip != null && labeled.getText().equals(tooltip.getText()));
    }

    private static Optional<Text> words(Labeled labeled) {
        return labeled.getChildrenUnmodifiable().stream()
                .filter(Text.class::isInstance)
                .filter(child -> !(child instanceof FontIcon))
                .map(Text.class::cast)
                .findFirst();
    }

    private static Optional<String> sticksOut(Labeled labeled) {
        Bounds words = words(labeled)
                .map(text -> text.localToScene(text.getLayoutBounds()))
                .orElse(labeled.localToScene(labeled.getLayoutBounds()));
        return ancestors(labeled)
                .filter(Region.class::isInstance)
                .filter(region -> !holds(region, words))
                .findFirst()
                .map(region -> "sticks out of " + name(region) + ": " + name(labeled));
    }

    /** What is in something that scrolls may be longer than it, but not wider. */
    private static boolean holds(Node region, Bounds words) {
        Bounds room = region.localToScene(region.getLayoutBounds());
        boolean isWide = words.getMinX() >= room.getMinX() - ROUNDING && words.getMaxX() <= room.getMaxX() + ROUNDING;
        boolean isHigh = words.getMinY() >= room.getMinY() - ROUNDING && words.getMaxY() <= room.getMaxY() + ROUNDING;
        boolean scrolls = region instanceof ScrollPane
                || ancestors(region).anyMatch(ScrollPane.class::isInstance)
                || holdsSomethingThatScrolls(region);
        return isWide && (isHigh || scrolls);
    }

    private static boolean holdsSomethingThatScrolls(Node region) {
        return region.lookup(".scroll-pane") != null;
    }

    // --- Contrast ---

    /** Words and shapes that are too faint on what is behind them. What is disabled may be. */
    List<String> faint() {
        return all(Text.class)
                .filter(text -> !text.isDisabled() && !text.getText().isBlank())
                .flatMap(text -> faint(text).stream())
                .toList();
    }

    private Optional<String> faint(Text text) {
        if (!(text.getFill() instanceof Color fill)) {
            return Optional.empty();
        }
        Color behind = behind(text);
        double contrast = Contrast.between(Contrast.over(fill, behind), behind);
        double enough = text instanceof FontIcon ? SHAPE : theme.hasContrast() ? STRONG_TEXT : TEXT;
        return contrast >= enough
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%.2f:1 of %s on %s: %s \"%s\"",
                        contrast,
                        fill,
                        behind,
                        name(text.getParent()),
                        text.getText()));
    }

    /** The colours of all that lies under it, one over the other. */
    private Color behind(Node node) {
        var layers = ancestors(node)
                .filter(Region.class::isInstance)
                .map(Region.class::cast)
                .flatMap(region -> fills(region).stream())
                .toList();
        Color colour = Color.WHITE;
        for (int i = layers.size() - 1; i >= 0; i--) {
            colour = Contrast.over(layers.get(i), colour);
        }
        return colour;
    }

    /** The top one first. */
    private static List<Color> fills(Region region) {
        var fills = new ArrayList<Color>();
        if (region.getBackground() != null) {
            region.getBackground().getFills().forEach(fill -> {
                if (fill.getFill() instanceof Color colour) {
                    fills.add(0, colour);
                }
            });
        }
        return fills;
    }

    // --- Keyboard and screen readers ---

    /** What the keyboard reaches, in the order of the Tab key. */
    List<Node> stops() {
        return nodes().filter(node -> node.isFocusTraversable() && !node.isDisabled())
                .toList();
    }

    /** Controls that neither a screen reader nor a test can call by a name. */
    List<String> nameless() {
        return stops().stream()
                .filter(Control.class::isInstance)
                .filter(stop -> !isNamed(stop))
                .map(Drawn::name)
                .toList();
    }

    private boolean isNamed(Node node) {
        return node instanceof Labeled labeled
                        && labeled.getText() != null
                        && !labeled.getText().isBlank()
                || node.getAccessibleText() != null
                || node instanceof TextInputControl input
                        && input.getPromptText() != null
                        && !input.getPromptText().isBlank()
                || all(javafx.scene.control.Label.class).anyMatch(label -> label.getLabelFor() == node)
                || node instanceof ScrollPane;
    }

    /** Steps of the Tab key against the direction of reading. */
    List<String> stepsBack() {
        var stops = stops();
        var back = new ArrayList<String>();
        for (int i = 1; i < stops.size(); i++) {
            Bounds before = stops.get(i - 1).localToScene(stops.get(i - 1).getLayoutBounds());
            Bounds now = stops.get(i).localToScene(stops.get(i).getLayoutBounds());
            if (scroller(stops.get(i - 1)) != scroller(stops.get(i))) {
                continue;
            }
            boolean isUp = now.getMaxY() <= before.getMinY() && now.getMinX() < before.getMaxX();
            boolean isLeft = now.getMaxX() <= before.getMinX()
                    && now.getMaxY() > before.getMinY() + ROUNDING
                    && now.getMinY() < before.getMaxY() - ROUNDING;
            if (isUp || isLeft) {
                back.add(name(stops.get(i - 1)) + " to " + name(stops.get(i)));
            }
        }
        return back;
    }

    /** What scrolls away with it. */
    private static @Nullable Node scroller(Node node) {
        return ancestors(node).filter(ScrollPane.class::isInstance).findFirst().orElse(null);
    }

    private static String name(Node node) {
        String text = node instanceof Labeled labeled ? " \"" + labeled.getText() + "\"" : "";
        return node.getTypeSelector()
                + (node.getId() == null ? "" : "#" + node.getId())
                + (node.getStyleClass().isEmpty() ? "" : "." + String.join(".", node.getStyleClass()))
                + text;
    }
}
