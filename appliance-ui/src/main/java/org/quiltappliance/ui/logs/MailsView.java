package org.quiltappliance.ui.logs;

import java.util.Comparator;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.quiltappliance.server.mail.OutboxMail;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.DataTable;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.Panel;
import org.quiltappliance.ui.controls.Skeleton;
import org.quiltappliance.ui.text.Texts;

/** The mails of the registry, and the one that is chosen. */
final class MailsView extends VBox {

    private final Texts texts;
    private final Consumer<String> browse;

    /** @param browse opens an address in the browser */
    MailsView(MailsViewModel model, Texts texts, ColumnWidths widths, Consumer<String> browse) {
        this.texts = texts;
        this.browse = browse;
        getStyleClass().add("mails");
        var problem = Nodes.label(model.problemProperty(), "problem");
        problem.setWrapText(true);
        Nodes.showWhen(problem, model.problemProperty().isNotEmpty());
        var table = new DataTable<>("log-mails", model.mails(), widths, texts.of("logs.mails.empty"))
                .of(texts.of("logs.source.MAIL"))
                .with("time", texts.of("logs.mail.time"), 140, model::time, Comparator.comparing(OutboxMail::created))
                .with("to", texts.of("logs.mail.to"), 180, model::recipients)
                .with("subject", texts.of("logs.mail.subject"), 240, OutboxMail::subject)
                .with("state", texts.of("logs.mail.state"), 130, model::state);
        table.setPrefHeight(170);
        table.getSelectionModel().selectedItemProperty().addListener((watched, before, mail) -> {
            if (mail != null) {
                model.selectedProperty().set(mail);
            }
        });
        var shown = new VBox();
        Nodes.follow(model.selectedProperty(), mail -> {
            if (mail == null) {
                shown.getChildren().clear();
            } else {
                shown.getChildren().setAll(letter(mail));
                table.getSelectionModel().select(mail);
            }
        });
        var list = Skeleton.over(table, model.loading(), Skeleton.Shape.TABLE, texts);
        VBox.setVgrow(list, Priority.NEVER);
        getChildren().addAll(problem, list, shown);
    }

    private Node letter(OutboxMail mail) {
        var text = new TextFlow();
        text.setId("log-mail-text");
        for (MailsViewModel.Piece piece : MailsViewModel.pieces(mail)) {
            text.getChildren().add(piece.link() ? link(piece.text()) : words(piece.text()));
        }
        var to = Nodes.label(texts.of("logs.mail.for", String.join(", ", mail.recipients())), "hint");
        to.setId("log-mail-to");
        return new Panel(mail.subject(), to, text).with(new CopyButton(texts, mail::text));
    }

    private static Text words(String text) {
        var words = new Text(text);
        words.getStyleClass().add("letter");
        return words;
    }

    private Node link(String address) {
        var link = new Hyperlink(address);
        link.getStyleClass().add("log-mail-link");
        link.setOnAction(pressed -> browse.accept(link.getText()));
        return link;
    }
}
