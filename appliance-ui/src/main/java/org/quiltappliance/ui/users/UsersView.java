package org.quiltappliance.ui.users;

import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.Users.User;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.PageHead;
import org.quiltappliance.ui.text.Texts;

/** Page Users. */
public final class UsersView extends VBox {

    private final UsersViewModel model;
    private final Texts texts;

    public UsersView(UsersViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        var filter = new TextField();
        filter.setId("usr-filter");
        filter.setPromptText(texts.of("users.filter"));
        filter.textProperty().bindBidirectional(model.filterProperty());
        var add = button("usr-add", "users.add.ask", model::add);
        var problem = Nodes.label(model.problemProperty(), "problem");
        problem.setWrapText(true);
        Nodes.showWhen(problem, model.problemProperty().isNotEmpty());
        var table = table();
        VBox.setVgrow(table, Priority.ALWAYS);
        var list = new VBox(problem, table, actions());
        list.getStyleClass().add("page");
        VBox.setVgrow(list, Priority.ALWAYS);
        Nodes.showWhen(list, model.isUp());
        var empty = new VBox(Nodes.label(texts.of("users.stopped"), "secondary"));
        empty.getStyleClass().add("empty");
        Nodes.showWhen(empty, model.isUp().map(up -> !up));
        Nodes.showWhen(filter, model.isUp());
        Nodes.showWhen(add, model.isUp());
        getChildren().addAll(new PageHead(texts.of("page.users"), filter, add), list, empty);
        sceneProperty().addListener((watched, before, shown) -> {
            if (shown != null) {
                model.refresh();
            }
        });
    }

    private TableView<User> table() {
        var table = new TableView<>(model.shown());
        table.setId("usr-table");
        table.setAccessibleText(texts.of("page.users"));
        table.setPrefHeight(260);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPlaceholder(Nodes.label(texts.of("users.empty"), "secondary"));
        table.getColumns().add(column("name", 105, User::name));
        table.getColumns().add(column("mail", 150, User::email));
        table.getColumns().add(column("role", 60, model::role));
        table.getColumns().add(column("state", 75, model::state));
        table.getColumns().add(column("login", 135, model::lastLogin));
        table.getColumns().add(column("packages", 105, user -> texts.formats().count(user.packages())));
        table.getSelectionModel()
                .selectedItemProperty()
                .addListener((watched, before, user) -> model.selectedProperty().set(user));
        return table;
    }

    private TableColumn<User, String> column(String what, double width, Function<User, String> words) {
        return Nodes.column(texts.of("users.column." + what), width, words);
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
        var row = new FlowPane(
                button("usr-reset", "users.reset.ask", model::resetPassword),
                disable,
                admin,
                button("usr-logout", "users.sign-out", model::signOut),
                button("usr-delete", "users.delete.ask", model::delete));
        row.getStyleClass().add("wrap");
        row.disableProperty().bind(Bindings.isNull(model.selectedProperty()));
        return row;
    }
}
