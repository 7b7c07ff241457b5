package org.quiltappliance.ui.shell;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.Refreshable;
import org.quiltappliance.ui.controls.StateIcon;
import org.quiltappliance.ui.text.Texts;
import org.quiltappliance.ui.theme.Icons;
import org.quiltappliance.ui.theme.Mark;

/** The frame around all pages. */
public final class ShellView extends BorderPane {

    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass INVITING = PseudoClass.getPseudoClass("inviting");

    private final ShellViewModel model;
    private final Texts texts;
    private final Function<Page, ? extends Region> pages;
    private final ScrollPane page = new ScrollPane();
    private boolean isHeld;
    private final Map<Page, Region> made = new EnumMap<>(Page.class);

    /** @param pages makes a page when it is first shown */
    public ShellView(ShellViewModel model, Texts texts, Function<Page, ? extends Region> pages) {
        this.model = model;
        this.texts = texts;
        this.pages = pages;
        setId("root");
        setLeft(sideBar());
        setCenter(content());
        sceneProperty().addListener((watched, before, now) -> {
            if (now != null) {
                Shortcuts.of(model).forEach((keys, action) -> accelerate(now, keys, action));
                now.addEventFilter(KeyEvent.KEY_RELEASED, released -> isHeld = false);
                accelerate(now, new KeyCodeCombination(KeyCode.F5), this::refresh);
                accelerate(now, new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN), this::filter);
                accelerate(now, new KeyCodeCombination(KeyCode.L, KeyCombination.SHORTCUT_DOWN), this::searchLogs);
            }
        });
    }

    private void accelerate(Scene scene, KeyCombination keys, Runnable action) {
        scene.getAccelerators().put(keys, () -> act(action));
    }

    private void refresh() {
        if (page.getContent() instanceof Refreshable content) {
            content.refresh();
        }
    }

    private void filter() {
        Node field = page.getContent().lookup(".page-filter");
        if (field != null) {
            field.requestFocus();
        }
    }

    private void searchLogs() {
        model.pageProperty().set(Page.LOGS);
        // A page that has just been made has no style classes to look for before its first layout.
        page.applyCss();
        filter();
    }

    /** While a dialog is in front, or something else in its place, keys are for that alone; and a key that is held down does its work once. */
    private void act(Runnable action) {
        if (!isDisabled() && getScene() != null && !isHeld) {
            isHeld = true;
            action.run();
        }
    }

    /** For the title of the window. */
    public ObservableValue<String> title() {
        return model.windowTitle();
    }

    private Node sideBar() {
        var bar = new VBox(brand(), state(), navigation(), foot());
        bar.setId("sidebar");
        bar.getStyleClass().add("sidebar");
        return bar;
    }

    private Node brand() {
        var name = new Label(texts.of("shell.brand"));
        name.setWrapText(true);
        var brand = new HBox(Mark.node(24), name);
        brand.setMinHeight(USE_PREF_SIZE);
        brand.getStyleClass().add("brand");
        return brand;
    }

    private Node state() {
        var icon = new StateIcon(model.state());
        icon.setId("state-badge");
        icon.accessibleTextProperty().bind(model.stateSentence());
        var word = Nodes.label(model.stateWord(), "strong");
        word.setId("state-word");
        word.setWrapText(true);
        var mode = Nodes.label(model.modeWord(), "hint");
        mode.setId("mode-word");
        var state = new HBox(icon, new VBox(word, mode));
        state.setMinHeight(USE_PREF_SIZE);
        state.getStyleClass().add("state");
        return state;
    }

    private Node navigation() {
        var items = new VBox();
        items.getStyleClass().add("nav");
        for (Page page : Page.values()) {
            items.getChildren().add(item(page));
        }
        // On a low screen the pages scroll; what the registry does, and the button for that, stay.
        var scroll = new ScrollPane(items);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    private Button item(Page page) {
        var item = new Button(texts.of("page." + page.word()), page.icon().node());
        item.setId("nav-" + page.word());
        item.getStyleClass().setAll("nav-item");
        item.setMaxWidth(Double.MAX_VALUE);
        item.setOnAction(pressed -> model.pageProperty().set(page));
        Nodes.follow(model.pageProperty(), shown -> item.pseudoClassStateChanged(SELECTED, shown == page));
        return item;
    }

    private Node foot() {
        var action = new Button();
        action.setId("primary-action");
        action.getStyleClass().add("primary-action");
        action.setMaxWidth(Double.MAX_VALUE);
        action.setOnAction(pressed -> model.performPrimaryAction());
        Nodes.follow(model.primaryAction(), does -> {
            action.setText(texts.of(does.key()));
            action.setGraphic(does.icon().node());
            action.setDisable(!does.isEnabled());
            action.pseudoClassStateChanged(INVITING, does == PrimaryAction.START);
        });
        var version = new Label(model.version());
        version.setId("version-label");
        version.getStyleClass().add("hint");
        var foot = new VBox(action, version);
        foot.setMinHeight(USE_PREF_SIZE);
        foot.getStyleClass().add("foot");
        return foot;
    }

    private Node content() {
        page.setId("page");
        page.setFitToWidth(true);
        page.setFitToHeight(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(page, Priority.ALWAYS);
        Nodes.follow(model.pageProperty(), shown -> {
            Region content = made.computeIfAbsent(shown, pages);
            // A page may be higher than the window, but is never squeezed into it.
            content.setMinHeight(USE_PREF_SIZE);
            page.setContent(content);
            page.setVvalue(0);
        });
        return new VBox(stripe(), notices(), page, activity());
    }

    private Node stripe() {
        var text = Nodes.label(model.testText());
        text.setWrapText(true);
        var keep = new Button(texts.of("shell.test.keep"));
        keep.setId("test-keep");
        keep.setMinWidth(Region.USE_PREF_SIZE);
        keep.setOnAction(pressed -> model.keepTestData());
        var stripe = new HBox(text, Nodes.filler(), keep);
        stripe.setId("test-stripe");
        stripe.setMinHeight(USE_PREF_SIZE);
        stripe.getStyleClass().add("stripe");
        Nodes.showWhen(stripe, model.isTest());
        return stripe;
    }

    private Node notices() {
        var notices = new VBox();
        notices.setId("notices");
        notices.setMinHeight(USE_PREF_SIZE);
        notices.getStyleClass().add("notices");
        var more = Nodes.label(model.moreNotices(), "hint");
        Nodes.follow(model.notices(), present -> {
            notices.getChildren().setAll(present.stream().map(this::notice).toList());
            notices.getChildren().add(more);
            Nodes.show(notices, !present.isEmpty());
        });
        Nodes.follow(model.moreNotices(), text -> Nodes.show(more, !text.isEmpty()));
        return notices;
    }

    private Node notice(Problem problem) {
        var text = new Label(problem.title());
        text.getStyleClass().add("strong");
        var detail = new Label(problem.message());
        detail.setWrapText(true);
        detail.getStyleClass().add("secondary");
        var words = new VBox(6, text, detail);
        HBox.setHgrow(words, Priority.ALWAYS);
        String style = problem.isBlocking() ? "danger" : "warn";
        var icon = (problem.isBlocking() ? Icons.FAILED : Icons.DEGRADED).node(style);
        var notice = new HBox(icon, words);
        if (!problem.fixes().isEmpty()) {
            var remedies = new FlowPane();
            remedies.getStyleClass().add("wrap");
            for (int i = 0; i < problem.fixes().size(); i++) {
                Fix fix = problem.fixes().get(i);
                remedies.getChildren()
                        .add(Nodes.button(
                                "notice-" + problem.code() + "-fix-" + (i + 1), fix.text(), () -> model.apply(fix)));
            }
            words.getChildren().add(remedies);
        }
        notice.setId("notice-" + problem.code());
        notice.getStyleClass().addAll("notice", style);
        return notice;
    }

    private Node activity() {
        var text = Nodes.label(model.activityText());
        var progress = new ProgressBar();
        progress.setId("activity-progress");
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.progressProperty().bind(model.activityProgress());
        HBox.setHgrow(progress, Priority.ALWAYS);
        var cancel = new Button(texts.of("shell.activity.cancel"));
        cancel.setId("activity-cancel");
        cancel.setOnAction(pressed -> model.cancelActivity());
        Nodes.showWhen(cancel, model.isActivityCancellable());
        var bar = new HBox(text, progress, cancel);
        bar.setId("activity-bar");
        bar.setMinHeight(USE_PREF_SIZE);
        bar.getStyleClass().add("activity");
        Nodes.showWhen(bar, model.isActive());
        return bar;
    }
}
