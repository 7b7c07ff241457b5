package org.quiltappliance.ui.wizard;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quiltappliance.server.Setup.Field;
import org.quiltappliance.server.Setup.ObjectPlace;
import org.quiltappliance.server.Setup.Place;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.WordBox;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** Where the data go. */
final class PlacePage extends VBox {

    /** As PostgreSQL writes them; nothing for its own choice. */
    private static final List<String> ENCRYPTIONS =
            List.of("", "disable", "prefer", "require", "verify-ca", "verify-full");

    private final WizardViewModel model;
    private final WizardForms forms;
    private final Texts texts;

    PlacePage(WizardViewModel model, Texts texts) {
        super(16);
        this.model = model;
        this.texts = texts;
        forms = new WizardForms(model, texts);
        var group = new ToggleGroup();
        var place = model.draft().placeProperty();
        var containers = option(forms.choice(group, "wiz-managed", place, Place.CONTAINERS, "wizard.place.managed"));
        var look = Nodes.button("wiz-managed-test", texts.of("wizard.place.look"), model::lookAtPlace);
        var found = new VBox(10, summary(), look);
        found.getStyleClass().add("choice-more");
        WizardForms.showFor(found, place, Place.CONTAINERS);
        containers.getChildren().add(found);
        var own = option(forms.choice(group, "wiz-external", place, Place.OWN_SERVICES, "wizard.place.external"));
        var services = services();
        services.getStyleClass().add("choice-more");
        WizardForms.showFor(services, place, Place.OWN_SERVICES);
        own.getChildren().add(services);
        getChildren().addAll(containers, own);
    }

    private static VBox option(VBox choice) {
        var panel = new VBox(12, choice);
        panel.getStyleClass().add("panel");
        return panel;
    }

    // --- Services of somebody's own ---

    private VBox services() {
        var objects = model.draft().objectsProperty();
        var group = new ToggleGroup();
        var bucket = bucket();
        WizardForms.showFor(bucket, objects, ObjectPlace.BUCKET);
        var folder = forms.field("wiz-objects-folder", Field.OBJECTS_FOLDER, model.usualObjects());
        WizardForms.showFor(folder, objects, ObjectPlace.FOLDER);
        var test = Nodes.button("wiz-external-test", texts.of("wizard.place.test"), model::lookAtPlace);
        test.disableProperty().bind(model.placeChecks().checkingProperty());
        return new VBox(
                12,
                Nodes.label(texts.of("wizard.place.database"), "section"),
                database(),
                Nodes.label(texts.of("wizard.place.objects"), "section"),
                forms.choice(group, "wiz-in-bucket", objects, ObjectPlace.BUCKET, "wizard.place.bucket"),
                bucket,
                forms.choice(group, "wiz-in-folder", objects, ObjectPlace.FOLDER, "wizard.place.folder"),
                folder,
                test,
                state("wiz-external-state"));
    }

    private Node database() {
        GridPane grid = WizardForms.columns(50, 25, 25);
        grid.add(forms.field("wiz-db-host", Field.DATABASE_HOST, "db.example.org"), 0, 0);
        grid.add(forms.field("wiz-db-port", Field.DATABASE_PORT, "5432"), 1, 0);
        grid.add(forms.field("wiz-db-name", Field.DATABASE_NAME, "quilt"), 2, 0);
        grid.add(forms.field("wiz-db-user", Field.DATABASE_USER, ""), 0, 1);
        grid.add(forms.secret("wiz-db-password", Field.DATABASE_PASSWORD), 1, 1);
        grid.add(encryption(), 2, 1);
        return grid;
    }

    private Node encryption() {
        var box = new WordBox<String>(
                "wiz-db-ssl",
                texts.of("wizard.field.DATABASE_ENCRYPTION"),
                word -> word.isEmpty() ? texts.of("wizard.place.encryption.usual") : word,
                texts);
        box.getItems().setAll(ENCRYPTIONS);
        box.setMaxWidth(Double.MAX_VALUE);
        box.valueProperty().bindBidirectional(model.draft().textProperty(Field.DATABASE_ENCRYPTION));
        var label = Nodes.label(texts.of("wizard.field.DATABASE_ENCRYPTION"), "field-label");
        label.setLabelFor(box);
        return new VBox(4, label, box);
    }

    private Node bucket() {
        GridPane grid = WizardForms.columns(50, 25, 25);
        grid.add(forms.field("wiz-s3-endpoint", Field.S3_ENDPOINT, "s3.example.org"), 0, 0);
        grid.add(forms.field("wiz-s3-bucket", Field.S3_BUCKET, "package"), 1, 0);
        grid.add(forms.field("wiz-s3-region", Field.S3_REGION, "us-east-1"), 2, 0);
        grid.add(forms.field("wiz-s3-key", Field.S3_KEY, ""), 0, 1);
        grid.add(forms.secret("wiz-s3-secret", Field.S3_SECRET), 1, 1, 2, 1);
        return grid;
    }

    // --- What the look found ---

    /** In one place of one size, so that nothing moves while somebody chooses; page Checks says the rest. */
    private Node summary() {
        var place = new VBox();
        place.setId("wiz-managed-state");
        place.getStyleClass().add("wizard-state");
        follow(() -> {
            place.getChildren().clear();
            if (isLooking()) {
                place.getChildren().add(looking());
            } else {
                model.placeChecks()
                        .verdict()
                        .ifPresent(result -> place.getChildren()
                                .add(line(
                                        icon(result),
                                        result.problem().map(Problem::title).orElse(result.detail()))));
            }
        });
        return place;
    }

    private boolean isLooking() {
        return model.placeChecks().checkingProperty().get();
    }

    private Node looking() {
        return line(Icons.BUSY.node("info"), texts.of("wizard.place.looking"));
    }

    private void follow(Runnable show) {
        var checks = model.placeChecks();
        InvalidationListener changed = what -> show.run();
        checks.results().addListener(changed);
        checks.checkingProperty().addListener(changed);
        checks.troubleProperty().addListener(changed);
        show.run();
    }

    private Node state(String id) {
        var checks = model.placeChecks();
        var lines = new VBox(6);
        lines.setId(id);
        follow(() -> {
            lines.getChildren().clear();
            String trouble = checks.troubleProperty().get();
            if (isLooking()) {
                lines.getChildren().add(looking());
            } else if (!trouble.isEmpty()) {
                lines.getChildren().add(line(Icons.FAILED.node("danger"), trouble));
            }
            checks.shown().stream()
                    .filter(result -> !result.id().equals("CF") || result.outcome() == Outcome.FAIL)
                    .map(this::found)
                    .forEach(lines.getChildren()::add);
            Nodes.show(lines, !lines.getChildren().isEmpty());
        });
        return lines;
    }

    private Node found(CheckResult result) {
        String words = result.problem()
                .map(problem -> texts.of("wizard.place.problem", problem.title(), problem.message()))
                .orElse(result.detail());
        return line(icon(result), texts.of("wizard.place.found", result.label(), words));
    }

    private static FontIcon icon(CheckResult result) {
        return switch (result.outcome()) {
            case OK -> Icons.RUNNING.node("ok");
            case WARN -> Icons.DEGRADED.node("warn");
            case FAIL -> Icons.FAILED.node("danger");
            case SKIPPED -> Icons.OFF.node("off");
        };
    }

    private static Node line(FontIcon icon, String words) {
        var text = new Label(words);
        text.setWrapText(true);
        text.getStyleClass().add("secondary");
        var line = new HBox(icon, text);
        line.getStyleClass().add("row");
        return line;
    }
}
