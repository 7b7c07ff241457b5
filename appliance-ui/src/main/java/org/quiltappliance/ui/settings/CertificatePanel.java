package org.quiltappliance.ui.settings;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.NetworkService.Certificate;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;

/** What people compare of the certificate, and what can be done with it. */
final class CertificatePanel extends VBox {

    private final NetworkViewModel model;
    private final Texts texts;
    private final Supplier<Optional<Path>> saved;

    /** @param saved asks where the file of the authority goes */
    CertificatePanel(NetworkViewModel model, Supplier<Optional<Path>> saved, Texts texts) {
        super(8);
        this.model = model;
        this.texts = texts;
        this.saved = saved;
        getStyleClass().add("trial");
        Nodes.follow(model.certificateProperty(), found -> {
            getChildren().clear();
            found.ifPresent(this::draw);
            Nodes.show(this, found.isPresent());
        });
    }

    private void draw(Certificate shown) {
        shown.fingerprint().ifPresent(fingerprint -> {
            var words = Nodes.label(fingerprint, "mono", "command");
            words.setId("set-tls-fingerprint");
            words.setWrapText(true);
            getChildren().addAll(Nodes.label(texts.of("settings.tls.fingerprint"), "field-label"), words);
        });
        for (String line : model.words(shown)) {
            var label = Nodes.label(line, shown.trouble().isEmpty() ? "secondary" : "problem");
            label.setId("set-tls-validity");
            label.setWrapText(true);
            getChildren().add(label);
        }
        getChildren().add(buttons(shown));
    }

    private Node buttons(Certificate shown) {
        var row = new FlowPane();
        row.getStyleClass().add("wrap");
        shown.fingerprint().ifPresent(text -> {
            var copy = new CopyButton(texts, () -> text);
            copy.setId("set-tls-copy");
            row.getChildren().add(copy);
        });
        if (shown.isOurs() && shown.fingerprint().isPresent()) {
            row.getChildren()
                    .add(Nodes.button(
                            "set-tls-export",
                            texts.of("settings.tls.export"),
                            () -> saved.get().ifPresent(model::export)));
        }
        row.getChildren().add(Nodes.button("set-tls-renew", texts.of("settings.tls.renew"), model::renew));
        return row;
    }
}
