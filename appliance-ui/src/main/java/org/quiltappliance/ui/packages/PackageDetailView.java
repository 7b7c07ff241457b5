package org.quiltappliance.ui.packages;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.quiltappliance.server.inventory.PackageDetail;
import org.quiltappliance.server.inventory.PackageDetail.NamedRevision;
import org.quiltappliance.server.inventory.PackageDetail.PushedRevision;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;

/** One package: what it holds, what it is called, who may see it, and what can be done with it. */
final class PackageDetailView extends VBox {

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final PackagesViewModel model;
    private final Texts texts;
    private final VBox content = new VBox();

    PackageDetailView(PackagesViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        setId("pkg-detail");
        getStyleClass().addAll("panel", "detail");
        content.getStyleClass().add("detail-content");
        var scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head(), actions(), verified(), scroll, delete());
        Nodes.follow(
                model.detailProperty(),
                now -> content.getChildren().setAll(now.map(this::sections).orElse(List.of())));
    }

    private Node head() {
        var path = Nodes.label(
                model.detailProperty()
                        .map(now -> now.map(one -> one.line().path()).orElse("")),
                "section");
        path.setId("pkg-path");
        path.setWrapText(true);
        path.setMinHeight(USE_PREF_SIZE);
        var summary = Nodes.label(
                model.detailProperty().map(now -> now.map(model::summary).orElse("")), "secondary");
        summary.setId("pkg-summary");
        summary.setWrapText(true);
        summary.setMinHeight(USE_PREF_SIZE);
        return new VBox(4, path, summary);
    }

    private Node actions() {
        var open = Nodes.button("pkg-open", texts.of("packages.open"), model::open);
        open.setGraphic(Icons.OPEN.node());
        var copy = new CopyButton(texts, model::installCommand, "packages.copy-install");
        copy.setId("pkg-copy-install");
        var verify = Nodes.button("pkg-verify", texts.of("packages.verify"), model::verify);
        Nodes.follow(model.isIdle(), idle -> verify.setDisable(!idle));
        var row = new FlowPane(open, verify, copy);
        row.getStyleClass().add("wrap");
        return row;
    }

    private Node verified() {
        var words = Nodes.label(model.verifiedProperty()
                .map(now -> now.map(PackagesViewModel.Verified::words).orElse("")));
        words.setId("pkg-verified");
        words.getStyleClass().add("result");
        words.setWrapText(true);
        Nodes.follow(model.verifiedProperty(), now -> {
            Nodes.show(words, now.isPresent());
            words.pseudoClassStateChanged(
                    BAD, now.filter(result -> !result.good()).isPresent());
        });
        return words;
    }

    /** Apart from what is done often. */
    private Node delete() {
        var row = new HBox(Nodes.filler(), Nodes.button("pkg-delete", texts.of("packages.delete.ask"), model::delete));
        row.getStyleClass().add("row");
        return row;
    }

    private List<Node> sections(PackageDetail one) {
        var all = new ArrayList<Node>();
        all.add(section("packages.access", List.of(wrapped(model.reach(one)))));
        if (!one.invited().isEmpty()) {
            all.add(section("packages.invited", List.of(wrapped(String.join(", ", one.invited())))));
        }
        if (!one.tags().isEmpty()) {
            all.add(section(
                    "packages.tags", one.tags().stream().map(this::named).toList()));
        }
        if (!one.versions().isEmpty()) {
            all.add(section(
                    "packages.versions",
                    one.versions().stream().map(this::named).toList()));
        }
        var revisions =
                new ArrayList<Node>(one.revisions().stream().map(this::revision).toList());
        String more = model.more(one);
        if (!more.isEmpty()) {
            revisions.add(Nodes.label(more, "hint"));
        }
        all.add(section("packages.revisions", revisions));
        return all;
    }

    private Node section(String key, List<? extends Node> lines) {
        var box = new VBox(4, Nodes.label(texts.of(key), "panel-title"));
        box.getChildren().addAll(lines);
        return box;
    }

    private static Label wrapped(String text) {
        var label = new Label(text);
        label.setWrapText(true);
        return label;
    }

    private Node named(NamedRevision one) {
        return line(wrapped(one.name()), hash(one.hash().toString()));
    }

    private Node revision(PushedRevision one) {
        var about =
                Nodes.label(texts.of("packages.pushed", texts.formats().stamp(one.pushed()), one.pushedBy()), "hint");
        about.setWrapText(true);
        about.setTextAlignment(TextAlignment.RIGHT);
        return line(hash(one.hash().toString()), about);
    }

    private static Node line(Label first, Label last) {
        var row = new HBox(first, Nodes.filler(), last);
        row.getStyleClass().add("row");
        return row;
    }

    private static Label hash(String hash) {
        var label = Nodes.label(PackagesViewModel.shortened(hash), "mono");
        label.setMinWidth(USE_PREF_SIZE);
        label.setTooltip(new javafx.scene.control.Tooltip(hash));
        return label;
    }
}
