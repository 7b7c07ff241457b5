package org.quiltappliance.ui.controls;

import java.util.Locale;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.quiltappliance.ui.state.Loading;
import org.quiltappliance.ui.text.Texts;

/**
 * The outline of content that is on its way, as it will lie there ({@code control-panel.md} UI-8). It rests: nothing in it
 * moves, so that nobody has to ask for that.
 */
public final class Skeleton extends VBox {

    /** What the content will look like. */
    public enum Shape {
        /** Rows of cells below a head. */
        TABLE,
        /** A few lines of words. */
        LINES,
        /** Settings, each with its name and what it is set to. */
        FORM
    }

    private static final int ROWS = 6;
    private static final int CELLS = 4;
    private static final int LINES = 3;
    private static final int SETTINGS = 4;

    public Skeleton(Shape shape, Texts texts) {
        getStyleClass().addAll("skeleton", shape.name().toLowerCase(Locale.ROOT));
        setAccessibleText(texts.of("loading"));
        setMouseTransparent(true);
        setMinHeight(0);
        switch (shape) {
            case TABLE ->
                IntStream.rangeClosed(0, ROWS).forEach(row -> getChildren().add(cells(row)));
            case LINES ->
                IntStream.range(0, LINES).forEach(line -> getChildren().add(bar(line % 2 == 0 ? 0.7 : 0.45)));
            case FORM ->
                IntStream.range(0, SETTINGS).forEach(one -> {
                    getChildren().addAll(bar(0.25), bar(0.6));
                });
        }
    }

    private static Node cells(int row) {
        var cells = new HBox();
        cells.getStyleClass().add(row == 0 ? "skeleton-head" : "skeleton-row");
        for (int i = 0; i < CELLS; i++) {
            // Not all equally long, as words are not.
            var cell = share(bar(0.4 + 0.15 * ((row + i) % 3)));
            cells.getChildren().add(cell);
        }
        return cells;
    }

    private static Region share(Region bar) {
        HBox.setHgrow(bar, Priority.ALWAYS);
        bar.setPrefWidth(0);
        bar.setMaxWidth(Double.MAX_VALUE);
        return bar;
    }

    /** @param length of all the room that it has */
    private static Region bar(double length) {
        var ink = new Region();
        ink.getStyleClass().add("skeleton-bar");
        var room = new HBox(ink);
        ink.prefWidthProperty().bind(room.widthProperty().multiply(length));
        ink.setMinWidth(0);
        return room;
    }

    /**
     * The content, or its outline while it takes long to come, in the same place.
     *
     * @param loading when nothing can be said of the content yet, and when that takes long
     */
    public static StackPane over(Node content, Loading loading, Shape shape, Texts texts) {
        var skeleton = new Skeleton(shape, texts);
        Nodes.showWhen(skeleton, loading.slowProperty());
        // It keeps its room, so that nothing jumps when it comes.
        Nodes.follow(loading.underWayProperty(), hidden -> content.setVisible(!hidden));
        var both = new StackPane(content, skeleton);
        both.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(both, Priority.ALWAYS);
        return both;
    }
}
