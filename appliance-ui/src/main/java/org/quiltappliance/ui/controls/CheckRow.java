package org.quiltappliance.ui.controls;

import java.util.Locale;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** What one check found: a shape, what was looked at, what was found ({@code control-panel.md} PF-10). */
public final class CheckRow extends HBox {

    /**
     * @param prefix of its id, which ends with that of the check
     * @param words what was found
     */
    public CheckRow(String prefix, CheckResult result, String words, Texts texts) {
        var label = Nodes.label(result.label(), "strong");
        label.setMinWidth(USE_PREF_SIZE);
        label.getStyleClass().add("check-label");
        var detail = Nodes.label(words, "secondary");
        detail.setWrapText(true);
        detail.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(detail, Priority.ALWAYS);
        setId(prefix + result.id().toLowerCase(Locale.ROOT));
        setAccessibleText(texts.of("diagnostics.outcome." + result.outcome(), result.label()));
        getStyleClass().addAll("row", "check");
        getChildren().addAll(icon(result.outcome()), label, detail);
    }

    private static FontIcon icon(CheckResult.Outcome outcome) {
        return switch (outcome) {
            case OK -> Icons.RUNNING.node("ok");
            case WARN -> Icons.DEGRADED.node("warn");
            case FAIL -> Icons.FAILED.node("danger");
            case SKIPPED -> Icons.OFF.node("off");
        };
    }
}
