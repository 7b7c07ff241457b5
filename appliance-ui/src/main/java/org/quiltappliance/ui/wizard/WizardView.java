package org.quiltappliance.ui.wizard;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Mark;

/** The first-run wizard, in the place of everything else. */
public final class WizardView extends BorderPane {

    private static final double WIDTH = 820;

    private final WizardViewModel model;
    private final Texts texts;
    private final Files files;

    /** Ask for files; nothing when people change their mind. */
    record Files(Supplier<Optional<Path>> backup, Supplier<Optional<Path>> settings) {}

    /**
     * @param backup asks for a file with a backup; nothing when people change their mind
     * @param settings asks for a settings file of an original registry
     */
    public WizardView(
            WizardViewModel model, Texts texts, Supplier<Optional<Path>> backup, Supplier<Optional<Path>> settings) {
        this.model = model;
        this.texts = texts;
        this.files = new Files(backup, settings);
        setId("wizard");
        getStyleClass().add("wizard");
        var body = new ScrollPane();
        body.setId("wiz-body");
        body.setFitToWidth(true);
        body.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        body.setFocusTraversable(false);
        setTop(column(head()));
        setCenter(body);
        setBottom(foot());
        Nodes.follow(model.pageProperty(), page -> {
            var shown = page(page);
            body.setContent(column(shown));
            body.setVvalue(0);
            focus(shown);
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::obey);
        sceneProperty().addListener((watched, before, now) -> {
            if (now != null) {
                focus(body.getContent());
            }
        });
    }

    /** Enter presses the button that has the keys, as elsewhere on the desktop; and keys that are about no page work here, too. */
    private void obey(KeyEvent pressed) {
        if (pressed.isShortcutDown() && (pressed.getCode() == KeyCode.Q || pressed.getCode() == KeyCode.W)) {
            model.quit();
            pressed.consume();
        } else if (pressed.getCode() == KeyCode.ENTER && pressed.getTarget() instanceof Button button) {
            button.fire();
            pressed.consume();
        }
    }

    /** Everything is in one column in the middle of the window. */
    private static Node column(Region content) {
        content.setMaxWidth(WIDTH);
        content.getStyleClass().add("wizard-column");
        return new StackPane(content);
    }

    private Region head() {
        var title = Nodes.label(model.title(), "title");
        title.setId("page-title");
        title.setWrapText(true);
        var step = Nodes.label(model.step(), "hint");
        step.setId("wiz-step");
        step.setMinWidth(Region.USE_PREF_SIZE);
        var row = new HBox(Mark.node(28), title, Nodes.filler(), step);
        row.getStyleClass().add("row");
        return row;
    }

    private Region page(WizardPage page) {
        return switch (page) {
            case WELCOME -> new WelcomePage(model, texts, files);
            case IMPORT -> new ImportPage(model, texts);
            case PLACE -> new PlacePage(model, texts);
            case CHECKS -> new ChecksPage(model, texts);
            case ADMINISTRATOR -> new AdministratorPage(model, texts);
            case REACH -> new ReachPage(model, texts);
            case READY -> new ReadyPage(model, texts);
            case START -> new StartPage(model, texts);
        };
    }

    private static void focus(Node page) {
        page.lookupAll(".wizard-first").stream().findFirst().ifPresent(Node::requestFocus);
    }

    private Node foot() {
        var leave = Nodes.button("wiz-leave", "", model::leave);
        leave.textProperty()
                .bind(model.pageProperty()
                        .map(page -> texts.of(page == WizardPage.START ? "wizard.hide" : "wizard.leave")));
        leave.getStyleClass().add("quiet");
        var quit = Nodes.button("wiz-quit", texts.of("wizard.quit"), model::quit);
        Nodes.showWhen(quit, model.pageProperty().map(page -> page == WizardPage.WELCOME));
        var back = Nodes.button("wiz-back", texts.of("wizard.back"), model::back);
        Nodes.showWhen(back, model.pageProperty().map(page -> page != WizardPage.WELCOME && page != WizardPage.START));
        var row = new HBox(leave, Nodes.filler(), quit, back, next());
        row.getStyleClass().add("row");
        var foot = new StackPane(column(row));
        foot.getStyleClass().add("wizard-foot");
        Nodes.showWhen(foot, model.mayLeave());
        return foot;
    }

    private Button next() {
        var next = Nodes.button("wiz-next", "", model::next);
        next.getStyleClass().add("primary");
        Nodes.follow(model.pageProperty(), page -> {
            next.setId(page == WizardPage.READY ? "wiz-start" : "wiz-next");
            next.setText(texts.of(page == WizardPage.READY ? "wizard.start" : "wizard.next"));
            boolean isShown = page != WizardPage.WELCOME && page != WizardPage.START;
            next.setDefaultButton(isShown);
            Nodes.show(next, isShown);
        });
        var complete = model.isComplete();
        next.disableProperty()
                .bind(Bindings.createBooleanBinding(
                        () -> model.pageProperty().get() == WizardPage.CHECKS && !complete.get(),
                        model.pageProperty(),
                        complete));
        return next;
    }
}
