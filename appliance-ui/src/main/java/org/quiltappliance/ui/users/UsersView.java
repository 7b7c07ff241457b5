package org.quiltappliance.ui.users;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.Users.User;
import org.quiltappliance.ui.controls.ColumnWidths;
import org.quiltappliance.ui.controls.DataTable;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.controls.Refreshable;
import org.quiltappliance.ui.controls.Skeleton;
import org.quiltappliance.ui.text.Texts;

/** Page Users. */
public final class UsersView extends VBox implements Refreshable {

    private final UsersViewModel model;
    private final Texts texts;
    private final ColumnWidths widths;

    /** @param chooseFile asks where an export goes; nothing when people change their mind */
    public UsersView(UsersViewModel model, Texts texts, Supplier<Optional<Path>> chooseFile, ColumnWidths widths) {
        this.model = model;
        this.texts = texts;
        this.widths = widths;
        var filter = new TextField();
        filter.setId("usr-filter");
        filter.getStyleClass().add("page-filter");
        filter.setPromptText(texts.of("users.filter"));
        filter.textProperty().bindBidirectional(model.filterProperty());
        var add = button("usr-add", "users.add.ask", model::add);
        var export = button("usr-export", "users.export", () -> chooseFile.get().ifPresent(model::export));
        var github = Nodes.label(model.passwordsText(), "hint");
        github.setId("usr-github");
        github.setWrapText(true);
        Nodes.showWhen(github, model.passwordsText().map(text -> !text.isEmpty()));
        var problem = Nodes.label(model.problemProperty(), "problem");
        problem.setWrapText(true);
        Nodes.showWhen(problem, model.problemProperty().isNotEmpty());
        var table = table();
        var people = Skeleton.over(table, model.loading(), Skeleton.Shape.TABLE, texts);
        var list = new VBox(problem, github, people, last(), actions());
        list.getStyleClass().add("page");
        VBox.setVgrow(list, Priority.ALWAYS);
        Nodes.showWhen(list, model.isUp());
        var rest = Nodes.label(model.restText(), "secondary");
        rest.setId("usr-rest");
        rest.setWrapText(true);
        rest.setMaxWidth(480);
        var empty = new VBox(rest);
        empty.getStyleClass().add("empty");
        Nodes.showWhen(empty, model.isUp().map(up -> !up));
        Nodes.showWhen(filter, model.isUp());
        Nodes.showWhen(add, model.isUp());
        Nodes.showWhen(export, model.isUp());
        getChildren().addAll(new PageHead(texts.of("page.users"), filter, export, add), list, empty);
        sceneProperty().addListener((watched, before, shown) -> {
            if (shown != null) {
                model.refresh();
            }
        });
    }

    private DataTable<User> table() {
        var table = new DataTable<>("usr-table", model.shown(), widths, texts.of("users.empty"))
                .of(texts.of("page.users"))
                .with("name", title("name"), 105, User::name)
                .with("mail", title("mail"), 150, User::email)
                .with("role", title("role"), 60, model::role)
                .with("state", title("state"), 75, model::state)
                .with(
                        "login",
                        title("login"),
                        135,
                        model::lastLogin,
                        Comparator.comparing(user -> user.hasSignedIn() ? user.lastLogin() : Instant.EPOCH))
                .with(
                        "packages",
                        title("packages"),
                        105,
                        user -> texts.formats().count(user.packages()),
                        Comparator.comparingLong(User::packages));
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((watched, before, user) -> model.selectedProperty().set(user));
        return table;
    }

    private String title(String what) {
        return texts.of("users.column." + what);
    }

    /** Why some of the buttons below do nothing. */
    private Node last() {
        var why = Nodes.label(texts.of("users.last"), "hint");
        why.setId("usr-last");
        why.setWrapText(true);
        Nodes.showWhen(why, model.isLastAdministrator());
        return why;
    }

    private Button button(String id, String key, Runnable action) {
        return Nodes.button(id, texts.of(key), action);
    }

    private Node actions() {
        var disable = button("usr-disable", "users.disable", model::toggleActive);
        var admin = button("usr-admin", "users.make-admin", model::toggleAdmin);
        Nodes.follow(model.selectedProperty(), user -> {
            disable.setText(texts.of(user == null || user.active() ? "users.disable" : "users.enable"));
            admin.setText(texts.of(user == null || !user.admin() ? "users.make-admin" : "users.revoke-admin"));
        });
        var reset = button("usr-reset", "users.reset.ask", model::resetPassword);
        Nodes.showWhen(reset, model.hasPasswords());
        var delete = button("usr-delete", "users.delete.ask", model::delete);
        Nodes.follow(model.isLastAdministrator(), last -> {
            disable.setDisable(last);
            admin.setDisable(last);
            delete.setDisable(last);
        });
        var row = new FlowPane(reset, disable, admin, button("usr-logout", "users.sign-out", model::signOut), delete);
        row.getStyleClass().add("wrap");
        row.disableProperty().bind(Bindings.isNull(model.selectedProperty()));
        return row;
    }

    @Override
    public void refresh() {
        model.refresh();
    }
}
