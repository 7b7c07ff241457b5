package org.quiltappliance.ui.controls;

import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** What went wrong, why we think so, and what people can do ({@code control-panel.md} section 6). */
public final class FailureCard extends VBox {

    private static final String USUAL = "ov-fail";

    private final String prefix;
    private final boolean hasDiagnostics;

    public FailureCard(Problem problem, Texts texts, Consumer<Fix> apply) {
        this(USUAL, problem, texts, apply);
    }

    /** One of several. @param prefix of the ids of its parts */
    public FailureCard(String prefix, Problem problem, Texts texts, Consumer<Fix> apply) {
        this(prefix, true, problem, texts, apply);
    }

    /** Where there is no appliance that could be asked for them. */
    public static FailureCard withoutDiagnostics(Problem problem, Texts texts, Consumer<Fix> apply) {
        return new FailureCard(USUAL, false, problem, texts, apply);
    }

    private FailureCard(String prefix, boolean hasDiagnostics, Problem problem, Texts texts, Consumer<Fix> apply) {
        this.prefix = prefix;
        this.hasDiagnostics = hasDiagnostics;
        getStyleClass().addAll("panel", "failure");
        getChildren().addAll(head(problem), message(problem), fixes(problem, apply), details(problem, texts, apply));
    }

    private HBox head(Problem problem) {
        var title = Nodes.label(problem.title(), "problem-title");
        title.setId(prefix + "-title");
        title.setWrapText(true);
        var code = Nodes.label(problem.code().name(), "code", "mono");
        code.setId(prefix + "-code");
        code.setMinWidth(USE_PREF_SIZE);
        var head = new HBox(Icons.FAILED.node("danger"), title, Nodes.filler(), code);
        head.getStyleClass().add("row");
        return head;
    }

    private Label message(Problem problem) {
        var message = new Label(problem.message());
        message.setId(prefix + "-message");
        message.setWrapText(true);
        return message;
    }

    private FlowPane fixes(Problem problem, Consumer<Fix> apply) {
        var row = new FlowPane();
        row.getStyleClass().add("wrap");
        var fixes = problem.fixes().stream()
                .filter(fix -> hasDiagnostics || !(fix instanceof Fix.SaveDiagnostics))
                .toList();
        for (int i = 0; i < fixes.size(); i++) {
            Fix fix = fixes.get(i);
            var button = Nodes.button(prefix + "-fix-" + (i + 1), fix.text(), () -> apply.accept(fix));
            if (i == 0) {
                button.getStyleClass().add("primary");
            }
            row.getChildren().add(button);
        }
        return row;
    }

    private TitledPane details(Problem problem, Texts texts, Consumer<Fix> apply) {
        var evidence = Nodes.label(String.join("\n", problem.evidence()), "mono", "secondary");
        evidence.setWrapText(true);
        var copy = new CopyButton(texts, () -> text(problem));
        copy.setId(prefix + "-copy");
        var row = new FlowPane(copy);
        if (hasDiagnostics) {
            row.getChildren()
                    .add(Nodes.button(
                            prefix + "-diag",
                            texts.of("failure.diagnostics"),
                            () -> apply.accept(new Fix.SaveDiagnostics())));
        }
        row.getStyleClass().add("wrap");
        var box = new VBox(12, evidence, row);
        box.getStyleClass().add("excerpt");
        var details = new TitledPane(texts.of("failure.details"), box);
        details.setId(prefix + "-details");
        details.setExpanded(false);
        details.setAnimated(false);
        return details;
    }

    /** Code, message and evidence ({@code control-panel.md} ER-3). */
    private static String text(Problem problem) {
        return problem.code() + ": " + problem.title() + "\n" + problem.message() + "\n"
                + String.join("\n", problem.evidence()) + "\n";
    }
}
