package org.quiltappliance.ui.controls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.lifecycle.StepView;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** The steps of a start, as far as they are. */
public final class StepList extends VBox {

    private final Texts texts;

    public StepList(ObservableValue<List<StepView>> steps, Texts texts) {
        this.texts = texts;
        setId("ov-steps");
        getStyleClass().add("steps");
        Nodes.follow(
                steps, now -> getChildren().setAll(now.stream().map(this::row).toList()));
    }

    private Node row(StepView step) {
        var label = Nodes.label(step.label(), "step-label");
        label.setMinWidth(Region.USE_PREF_SIZE);
        var about =
                new Label(step.delay().map(delay -> join(step.detail(), delay)).orElse(step.detail()));
        var row = new HBox(icon(step.status()), label);
        if (step.progress() >= 0) {
            row.getChildren().add(bar(step));
        }
        row.getChildren().addAll(about, Nodes.filler(), new Label(took(step)));
        row.setId("ov-step-" + step.id());
        row.getStyleClass().addAll("step", step.status().name().toLowerCase(Locale.ROOT));
        return row;
    }

    private ProgressBar bar(StepView step) {
        var bar = new ProgressBar(step.progress());
        bar.setId("ov-step-progress");
        bar.setAccessibleText(texts.of("overview.step.progress", step.progress()));
        return bar;
    }

    private static String join(String detail, String delay) {
        return detail.isEmpty() ? delay : detail + " – " + delay;
    }

    private static Node icon(StepView.Status status) {
        return switch (status) {
            case WAITING -> Icons.OFF.node("off");
            case ACTIVE -> Icons.BUSY.node("info");
            case DONE -> Icons.RUNNING.node("ok");
            case FAILED -> Icons.FAILED.node("danger");
        };
    }

    private String took(StepView step) {
        if (step.startedAt().isEmpty() || step.endedAt().isEmpty()) {
            return "";
        }
        Instant began = step.startedAt().get();
        return texts.of(
                "overview.step.took",
                Duration.between(began, step.endedAt().get()).toMillis() / 1000.0);
    }
}
