package org.quiltappliance.ui.dialogs;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.Toast;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.text.Texts;

/** The window with room for a dialog in front of it. */
public final class DialogLayer extends StackPane implements Dialogs {

    private final StackPane front = new StackPane();
    private final Texts texts;
    private final Drawings drawings;
    private final Toast toast;
    private @Nullable Node before;

    /** Draws what is to be filled in. */
    @FunctionalInterface
    public interface Drawings {
        Optional<Node> draw(Dialog.Content content);
    }

    public DialogLayer(Texts texts, Drawings drawings) {
        this.texts = texts;
        this.drawings = drawings;
        front.getStyleClass().add("scrim");
        Nodes.show(front, false);
        toast = new Toast(texts);
        setAlignment(toast, Pos.BOTTOM_LEFT);
        setMargin(toast, new Insets(0, 0, 24, 240));
        getChildren().setAll(toast, front);
    }

    /** Lays itself over the window. @param window that is out of reach while a dialog is shown */
    public void cover(Region window) {
        getChildren().add(0, window);
        window.disableProperty().bind(front.visibleProperty());
    }

    @Override
    public void show(Dialog dialog) {
        if (!front.isVisible() && getScene() != null) {
            before = getScene().getFocusOwner();
        }
        front.getChildren().setAll(card(dialog));
        Nodes.show(front, true);
        front.lookupAll(".dialog-focus").stream().findFirst().ifPresent(Node::requestFocus);
    }

    /** Says for a while how an action ended. */
    public void say(String text) {
        toast.say(text);
    }

    @Override
    public void close() {
        Nodes.show(front, false);
        front.getChildren().clear();
        giveFocusBack();
    }

    @Override
    public boolean isShown() {
        return front.isVisible();
    }

    private void giveFocusBack() {
        Node former = before;
        before = null;
        if (former != null) {
            former.requestFocus();
        }
    }

    private Node card(Dialog dialog) {
        var title = new Label(dialog.title());
        title.setId("dlg-title");
        title.setWrapText(true);
        title.getStyleClass().add("section");
        var text = new Label(dialog.text());
        text.setWrapText(true);
        // In a low window something else gives way.
        text.setMinHeight(USE_PREF_SIZE);
        text.getStyleClass().add("secondary");
        Nodes.show(text, !dialog.text().isEmpty());
        var card = new VBox(title, text);
        drawings.draw(dialog.content()).ifPresent(card.getChildren()::add);
        card.getChildren().add(buttons(dialog));
        card.setId("dlg");
        card.getStyleClass().add("dialog-card");
        card.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return card;
    }

    private Node buttons(Dialog dialog) {
        var row = new FlowPane();
        row.getStyleClass().addAll("wrap", "dialog-buttons");
        var cancel = new Button(texts.of(dialog.content().asks() ? "dialog.cancel" : "dialog.close"));
        cancel.setId("dlg-cancel");
        cancel.setCancelButton(true);
        cancel.setOnAction(pressed -> {
            close();
            dialog.cancelled().run();
        });
        row.getChildren().add(cancel);
        for (Answer answer : dialog.answers()) {
            row.getChildren().add(button(answer));
        }
        return row;
    }

    private Button button(Answer answer) {
        var button = new Button(answer.label());
        button.setMnemonicParsing(false);
        button.setId(answer.id());
        button.setMinWidth(USE_PREF_SIZE);
        button.disableProperty().bind(Bindings.not(answer.possible()));
        if (answer.weight() == Weight.USUAL) {
            button.setDefaultButton(true);
            button.getStyleClass().addAll("primary", "dialog-focus");
        }
        button.setOnAction(pressed -> {
            close();
            answer.action().run();
        });
        return button;
    }
}
