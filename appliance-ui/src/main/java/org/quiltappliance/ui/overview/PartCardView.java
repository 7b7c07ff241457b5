package org.quiltappliance.ui.overview;

import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.quiltappliance.ui.controls.Nodes;

/** Draws what is known of a part. */
public final class PartCardView extends GridPane {

    public PartCardView(PartCard card) {
        setId("ov-card");
        getStyleClass().add("facts");
        var names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        var values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(names, values);
        Nodes.follow(card.facts(), facts -> {
            getChildren().clear();
            for (PartCard.Fact fact : facts) {
                int row = getRowCount();
                var name = Nodes.label(fact.name(), "hint");
                setValignment(name, VPos.TOP);
                add(name, 0, row);
                var value = new Label(fact.value());
                value.setId(fact.id());
                value.setWrapText(true);
                value.setMinHeight(Region.USE_PREF_SIZE);
                add(value, 1, row);
            }
        });
        sceneProperty().addListener((watched, before, now) -> card.setWatched(now != null));
    }
}
