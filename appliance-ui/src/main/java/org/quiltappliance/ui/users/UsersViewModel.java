package org.quiltappliance.ui.users;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.Users;
import org.quiltappliance.server.Users.Admission;
import org.quiltappliance.server.Users.User;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.state.Loading;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** What page Users shows and does. */
public final class UsersViewModel {

    /** Gives all packages of somebody to another user, and removes the account. */
    @FunctionalInterface
    public interface Inheritance {
        CompletionStage<?> delete(String name, String heir);
    }

    /**
     * What the page works with.
     *
     * @param export writes lines to a file that only its owner may read
     * @param elsewhere whether people sign in somewhere else, so that there are no passwords here; takes a moment
     * @param said hears how an action ended, in words for people
     */
    public record Surroundings(
            Users users,
            Inheritance inheritance,
            Export export,
            Callable<Boolean> elsewhere,
            Tasks tasks,
            Dialogs dialogs,
            Texts texts,
            Consumer<String> said) {}

    /** Writes lines to a file. */
    @FunctionalInterface
    public interface Export {
        void write(Path file, List<String> lines) throws IOException;
    }

    private static final Pattern FORMULA = Pattern.compile("[=+@\\-\t\r]");

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final Surroundings around;
    private final Users users;
    private final Texts texts;
    private final ObservableList<User> all = FXCollections.observableArrayList();
    private final FilteredList<User> shown = new FilteredList<>(all);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable User> selected = new SimpleObjectProperty<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final BooleanProperty elsewhere = new SimpleBooleanProperty();
    private final Loading loading;
    // Bindings are held by nobody but whoever keeps them.
    private final BooleanBinding lastAdministrator = Bindings.createBooleanBinding(this::isLast, selected, all);

    public UsersViewModel(ObservableValue<ApplianceSnapshot> snapshot, Surroundings around) {
        this.snapshot = snapshot;
        this.around = around;
        this.users = around.users();
        this.texts = around.texts();
        this.loading = new Loading(around.tasks());
        filter.addListener(changed -> shown.setPredicate(this::fits));
        isUp().addListener((watched, before, now) -> refresh());
    }

    private boolean fits(User user) {
        String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
        return user.name().toLowerCase(Locale.ROOT).contains(wanted)
                || user.email().toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** Whether there are accounts to show. */
    ObservableValue<Boolean> isUp() {
        return snapshot.map(now -> now.state().isUp());
    }

    /** Why there is nothing to see. */
    ObservableValue<String> restText() {
        return snapshot.map(now -> texts.of(now.state().isSettled() ? "users.stopped." + now.mode() : "users.between"));
    }

    /** Reads the list anew. */
    public void refresh() {
        if (!snapshot.getValue().state().isUp()) {
            all.clear();
            problem.set("");
            loading.end();
            return;
        }
        if (all.isEmpty()) {
            loading.begin();
        }
        around.tasks().run(around.elsewhere(), elsewhere::set, this::fail);
        around.tasks().run(users::list, this::show, this::fail);
    }

    private void fail(Throwable failed) {
        loading.end();
        problem.set(texts.of("users.unreadable", failed.getMessage()));
    }

    private void show(List<User> found) {
        // What was asked for before a stop may come after it.
        if (!snapshot.getValue().state().isUp()) {
            return;
        }
        loading.end();
        problem.set("");
        User before = selected.get();
        all.setAll(found);
        selected.set(
                before == null
                        ? null
                        : found.stream()
                                .filter(user -> user.name().equals(before.name()))
                                .findFirst()
                                .orElse(null));
    }

    private <T> void run(Callable<T> work, Consumer<? super T> done, Consumer<String> refused) {
        around.tasks()
                .run(
                        work,
                        result -> {
                            done.accept(result);
                            refresh();
                        },
                        failed -> refused.accept(String.valueOf(failed.getMessage())));
    }

    private void run(Runnable work, Supplier<String> words) {
        run(
                () -> {
                    work.run();
                    return true;
                },
                done -> around.said().accept(words.get()),
                around.said());
    }

    private void withSelected(Consumer<User> work) {
        User user = selected.get();
        if (user != null) {
            work.accept(user);
        }
    }

    /** Asks who, and makes the account. */
    public void add() {
        add(new UserForm(true), texts.of("users.add.text"));
    }

    /** What was refused is asked again, with what was typed and the reason. */
    private void add(UserForm form, String text) {
        ask(
                texts.of("users.add.title"),
                text,
                form,
                texts.of("users.add"),
                () -> run(
                        () -> users.add(
                                form.nameProperty().get().strip(),
                                form.emailProperty().get().strip(),
                                form.adminProperty().get(),
                                form.entry()),
                        admission -> tell(form.nameProperty().get().strip(), admission),
                        reason -> add(form, reason)));
    }

    /** Asks how, and gives another password. */
    void resetPassword() {
        withSelected(user -> reset(user, new UserForm(false), texts.of("users.reset.text")));
    }

    private void reset(User user, UserForm form, String text) {
        ask(
                texts.of("users.reset.title", user.name()),
                text,
                form,
                texts.of("users.reset"),
                () -> run(
                        () -> users.resetPassword(user.name(), form.entry()),
                        admission -> tell(user.name(), admission),
                        reason -> reset(user, form, reason)));
    }

    private void ask(String title, String text, UserForm form, String label, Runnable work) {
        around.dialogs()
                .show(new Dialog(
                        title,
                        text,
                        form,
                        List.of(new Answer("usr-dlg-ok", label, Weight.USUAL, form.possible(), work))));
    }

    /** What is to be passed on is shown once, where nothing else is. */
    private void tell(String name, Admission admission) {
        Optional<String> secret = admission
                .password()
                .map(Secret::reveal)
                .or(() -> admission.link().map(URI::toString));
        if (secret.isEmpty()) {
            around.said().accept(texts.of("users.done", name));
            return;
        }
        String key = admission.password().isPresent()
                ? "users.pass-on.password"
                : admission.mailed() ? "users.pass-on.mailed" : "users.pass-on.link";
        around.dialogs()
                .show(new Dialog(
                        texts.of("users.pass-on.title", name),
                        texts.of(key),
                        new AdmissionNote(secret.get()),
                        List.of()));
    }

    void toggleActive() {
        withSelected(user -> {
            if (user.active()) {
                run(() -> users.disable(user.name()), () -> texts.of("users.disabled", user.name()));
            } else {
                run(() -> users.enable(user.name()), () -> texts.of("users.enabled", user.name()));
            }
        });
    }

    void toggleAdmin() {
        withSelected(user -> {
            if (user.admin()) {
                run(() -> users.revokeAdmin(user.name()), () -> texts.of("users.no-admin", user.name()));
            } else {
                run(() -> users.makeAdmin(user.name()), () -> texts.of("users.admin", user.name()));
            }
        });
    }

    void signOut() {
        withSelected(user -> run(() -> users.signOut(user.name()), () -> texts.of("users.signed-out", user.name())));
    }

    /** Asks, also who gets what the user owns, and removes the account. */
    void delete() {
        withSelected(user -> {
            if (user.packages() == 0) {
                around.dialogs()
                        .show(Dialog.question(
                                texts.of("users.delete.title", user.name()),
                                texts.of("users.delete.text"),
                                new Answer(
                                        "dlg-ok",
                                        texts.of("users.delete"),
                                        Weight.DESTRUCTIVE,
                                        () -> run(
                                                () -> users.delete(user.name()),
                                                () -> texts.of("users.deleted", user.name())))));
                return;
            }
            var form = new HeirForm(all.stream()
                    .filter(User::active)
                    .map(User::name)
                    .filter(name -> !name.equals(user.name()))
                    .toList());
            around.dialogs()
                    .show(new Dialog(
                            texts.of("users.delete.title", user.name()),
                            texts.of("users.delete.packages", user.packages()),
                            form,
                            List.of(new Answer(
                                    "dlg-ok",
                                    texts.of("users.delete"),
                                    Weight.DESTRUCTIVE,
                                    form.possible(),
                                    () -> give(
                                            user,
                                            String.valueOf(form.heirProperty().get()))))));
        });
    }

    private void give(User user, String heir) {
        around.tasks()
                .begin(
                        () -> around.inheritance().delete(user.name(), heir),
                        done -> {
                            around.said().accept(texts.of("users.deleted", user.name()));
                            refresh();
                        },
                        failed -> around.said().accept(String.valueOf(failed.getMessage())));
    }

    /** Writes the accounts that are shown to a file, as spreadsheets read them. */
    void export(Path file) {
        var lines = Stream.concat(
                        Stream.of(line("name", "mail", "role", "state", "last sign-in", "packages")),
                        shown.stream()
                                .map(user -> line(
                                        user.name(),
                                        user.email(),
                                        user.admin() ? "admin" : "user",
                                        user.active() ? "active" : "disabled",
                                        user.hasSignedIn() ? user.lastLogin().toString() : "",
                                        String.valueOf(user.packages()))))
                .toList();
        run(
                () -> {
                    around.export().write(file, lines);
                    return file;
                },
                done -> around.said().accept(texts.of("users.exported", lines.size() - 1, done)),
                around.said());
    }

    /** What a spreadsheet would take for a formula is text for it, too. */
    private static String line(String... values) {
        return Stream.of(values)
                .map(value -> FORMULA.matcher(value).lookingAt() ? "'" + value : value)
                .map(value -> "\"" + value.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(","));
    }

    /** Whether the chosen one is the only active administrator, whom the registry cannot lose. */
    ObservableValue<Boolean> isLastAdministrator() {
        return lastAdministrator;
    }

    private boolean isLast() {
        User user = selected.get();
        return user != null
                && user.admin()
                && user.active()
                && all.stream().filter(one -> one.admin() && one.active()).count() == 1;
    }

    /** Whether people have passwords here. */
    ObservableValue<Boolean> hasPasswords() {
        return elsewhere.map(other -> !other);
    }

    /** Why there is nothing to be done about passwords; empty when there is. */
    ObservableValue<String> passwordsText() {
        return elsewhere.map(other -> other ? texts.of("users.github") : "");
    }

    // --- What the table shows ---

    String role(User user) {
        return texts.of(user.admin() ? "users.role.admin" : "users.role.user");
    }

    String state(User user) {
        return texts.of(user.active() ? "users.state.active" : "users.state.disabled");
    }

    String lastLogin(User user) {
        return user.hasSignedIn() ? texts.formats().stamp(user.lastLogin()) : texts.of("users.never");
    }

    ObservableList<User> shown() {
        return shown;
    }

    StringProperty filterProperty() {
        return filter;
    }

    ObjectProperty<@Nullable User> selectedProperty() {
        return selected;
    }

    /** Whether the list is on its way for the first time. */
    Loading loading() {
        return loading;
    }

    /** Why there is no list; empty when there is one. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
