package org.quiltappliance.ui.packages;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.backup.LiveReport;
import org.quiltappliance.server.backup.ObjectProblem;
import org.quiltappliance.server.inventory.PackageDetail;
import org.quiltappliance.server.inventory.PackageLine;
import org.quiltappliance.server.inventory.PackageQuery;
import org.quiltappliance.server.inventory.PackageQuery.Order;
import org.quiltappliance.server.inventory.Reach;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.dialogs.RemovalForm;
import org.quiltappliance.ui.state.Loading;
import org.quiltappliance.ui.state.PagedList;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** What page Packages shows and does. */
public final class PackagesViewModel {

    private static final int SHORT_HASH = 10;
    private static final int MOST_NAMES = 3;

    /**
     * What the page works with.
     *
     * @param said hears how an action ended, in words for people
     * @param browse opens an address in the browser
     */
    public record Surroundings(
            PackagesAppliance appliance,
            Tasks tasks,
            Dialogs dialogs,
            Texts texts,
            Consumer<String> said,
            Consumer<String> browse) {}

    /** What came out when a package was verified. */
    record Verified(String words, boolean good) {}

    /** When any of it changes, the list is another one. */
    private record Basis(boolean up, Optional<Health> database, Optional<StoredCounts> stored) {
        static Basis of(ApplianceSnapshot now) {
            return new Basis(
                    now.state().isUp(),
                    Optional.ofNullable(now.components().get(Part.DATABASE)).map(part -> part.health()),
                    now.storage());
        }
    }

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final ObservableValue<Basis> basis;
    private final Surroundings around;
    private final Texts texts;
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable Optional<String>> owner = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<@Nullable Optional<Reach>> reach = new SimpleObjectProperty<>(Optional.empty());
    private final PagedList<PackageLine> rows;
    private final ObservableList<Optional<String>> owners = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<PackageDetail>> detail = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Verified>> verified = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Map<String, Verified> verifications = new HashMap<>();
    private final Loading loading;
    private Order order = Order.NAME;
    private boolean descending;
    private boolean shown;
    private @Nullable String selected;

    public PackagesViewModel(ObservableValue<ApplianceSnapshot> snapshot, Surroundings around) {
        this.snapshot = snapshot;
        this.around = around;
        this.texts = around.texts();
        rows = new PagedList<>(around.tasks(), this::fail);
        loading = new Loading(around.tasks());
        owners.add(Optional.empty());
        filter.addListener(changed -> list());
        owner.addListener(changed -> list());
        reach.addListener(changed -> list());
        basis = snapshot.map(Basis::of);
        basis.addListener((watched, before, now) -> {
            if (shown) {
                refresh();
            }
        });
    }

    private void fail(Throwable failed) {
        loading.end();
        problem.set(texts.of("packages.unreadable", String.valueOf(failed.getMessage())));
    }

    /** Whether somebody looks at the page: else nothing is asked. */
    void setShown(boolean isShown) {
        shown = isShown;
        if (shown) {
            refresh();
        }
    }

    /** Reads everything that is shown anew. */
    public void refresh() {
        if (!basis.getValue().up()) {
            rows.empty();
            loading.end();
            problem.set("");
            count.set("");
            unselect();
            return;
        }
        list();
        around.tasks().run(around.appliance()::owners, this::showOwners, this::fail);
        look();
    }

    private void showOwners(List<String> found) {
        var all = new ArrayList<Optional<String>>();
        all.add(Optional.empty());
        found.forEach(name -> all.add(Optional.of(name)));
        if (!all.equals(owners)) {
            // The choice outlives the list, unless the owner is gone.
            var before = chosen(owner);
            owners.setAll(all);
            owner.set(all.contains(before) ? before : Optional.empty());
        }
    }

    /** A choice among things that change is without any for a moment. */
    private static <T> Optional<T> chosen(ObjectProperty<@Nullable Optional<T>> choice) {
        Optional<T> present = choice.get();
        return present == null ? Optional.empty() : present;
    }

    private void list() {
        if (!basis.getValue().up()) {
            return;
        }
        if (rows.isEmpty()) {
            loading.begin();
        }
        var query = new PackageQuery(filter.get(), chosen(owner), chosen(reach), order, descending, 0, 1);
        rows.show(
                (first, most) -> {
                    var page = around.appliance().page(query.from(first, most));
                    return new PagedList.Page<>(page.lines(), page.total());
                },
                () -> {
                    loading.end();
                    problem.set("");
                    count.set(texts.of("packages.count", rows.size()));
                });
    }

    /** Whether the list is on its way for the first time. */
    Loading loading() {
        return loading;
    }

    /** Sorts by that. */
    void sort(Order by, boolean lastFirst) {
        if (by != order || lastFirst != descending) {
            order = by;
            descending = lastFirst;
            list();
        }
    }

    /** Looks at one package. */
    public void select(PackageLine line) {
        if (!line.path().equals(selected)) {
            selected = line.path();
            look();
        }
    }

    /** The path of the package that is looked at. */
    Optional<String> selectedPath() {
        return Optional.ofNullable(selected);
    }

    void unselect() {
        selected = null;
        detail.set(Optional.empty());
        verified.set(Optional.empty());
    }

    private void look() {
        String path = selected;
        if (path == null) {
            return;
        }
        int slash = path.indexOf('/');
        around.tasks()
                .run(
                        () -> around.appliance().detail(path.substring(0, slash), path.substring(slash + 1)),
                        found -> {
                            if (path.equals(selected)) {
                                detail.set(Optional.of(found));
                                verified.set(Optional.ofNullable(verifications.get(path)));
                            }
                        },
                        gone -> {
                            if (path.equals(selected)) {
                                unselect();
                            }
                        });
    }

    private void withDetail(Consumer<PackageDetail> work) {
        detail.get().ifPresent(work);
    }

    void open() {
        withDetail(one -> snapshot.getValue()
                .endpoints()
                .map(Endpoints::catalog)
                .ifPresent(catalog -> around.browse()
                        .accept(catalog + "/package/" + one.line().path())));
    }

    /** What a colleague types to have the package. */
    String installCommand() {
        return detail.get().map(one -> "quilt install " + one.line().path()).orElse("");
    }

    /** Reads every object of the package. */
    void verify() {
        withDetail(one -> {
            PackageLine line = one.line();
            around.tasks()
                    .begin(
                            () -> around.appliance().verify(line.owner(), line.name()),
                            report -> tell(line, report),
                            failed -> around.said().accept(String.valueOf(failed.getMessage())));
        });
    }

    private void tell(PackageLine line, LiveReport report) {
        String words = report.isGood()
                ? texts.of("packages.verified", report.objects())
                : texts.of("packages.damaged", report.problemCount(), report.objects(), listed(report.problems()));
        var result = new Verified(words, report.isGood());
        verifications.put(line.path(), result);
        if (line.path().equals(selected)) {
            verified.set(Optional.of(result));
        }
        around.said()
                .accept(texts.of(report.isGood() ? "packages.verified.said" : "packages.damaged.said", line.path()));
    }

    private String listed(List<ObjectProblem> problems) {
        return problems.stream()
                .limit(MOST_NAMES)
                .map(one -> texts.of(
                        "packages.damage." + one.what(), shortened(one.hash().toString())))
                .collect(Collectors.joining(", "));
    }

    /** Asks, and deletes. */
    public void delete() {
        withDetail(one -> {
            PackageLine line = one.line();
            var form = new RemovalForm(line.path(), false);
            around.dialogs()
                    .show(new Dialog(
                            texts.of("packages.delete.title", line.path()),
                            texts.of("packages.delete.text", line.revisions(), reach(one)),
                            form,
                            List.of(new Answer(
                                    "dlg-ok",
                                    texts.of("packages.delete"),
                                    Weight.DESTRUCTIVE,
                                    form.possible(),
                                    () -> delete(line, form.typedProperty().get())))));
        });
    }

    private void delete(PackageLine line, String typed) {
        around.tasks()
                .run(
                        () -> {
                            around.appliance().delete(line.owner(), line.name(), typed);
                            return true;
                        },
                        done -> {
                            around.said().accept(texts.of("packages.deleted", line.path()));
                            verifications.remove(line.path());
                            unselect();
                            refresh();
                        },
                        failed -> around.said().accept(String.valueOf(failed.getMessage())));
    }

    // --- What is shown ---

    String revisions(PackageLine line) {
        return texts.formats().count(line.revisions());
    }

    String latest(PackageLine line) {
        return texts.formats().stamp(line.latest());
    }

    String size(PackageLine line) {
        return texts.formats().bytes(line.bytes());
    }

    String files(PackageLine line) {
        return texts.formats().count(line.files());
    }

    String reach(PackageLine line) {
        return line.reach() == Reach.SOME ? texts.of("packages.reach.people", line.others()) : name(line.reach());
    }

    String name(Reach which) {
        return texts.of("packages.reach." + which);
    }

    /** Who may see it, some by name. */
    String reach(PackageDetail one) {
        var others = one.others();
        if (others.isEmpty()) {
            return reach(one.line());
        }
        String names = others.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        String people = others.size() > MOST_NAMES
                ? texts.of("packages.people.more", names, others.size() - MOST_NAMES)
                : names;
        return one.line().reach() == Reach.SOME
                ? texts.of("packages.people", people)
                : texts.of("packages.people.besides", reach(one.line()), people);
    }

    /** What it holds, in a line. */
    String summary(PackageDetail one) {
        var formats = texts.formats();
        return texts.of(
                "packages.summary",
                formats.bytes(one.line().bytes()),
                one.line().files(),
                one.line().revisions(),
                formats.bytes(one.allBytes()));
    }

    static String shortened(String hash) {
        return hash.substring(0, SHORT_HASH);
    }

    /** Which revisions are not told; empty when all are. */
    String more(PackageDetail one) {
        long rest = one.line().revisions() - one.revisions().size();
        return rest > 0 ? texts.of("packages.older", rest) : "";
    }

    StringProperty filterProperty() {
        return filter;
    }

    ObjectProperty<@Nullable Optional<String>> ownerProperty() {
        return owner;
    }

    ObjectProperty<@Nullable Optional<Reach>> reachProperty() {
        return reach;
    }

    PagedList<PackageLine> rows() {
        return rows;
    }

    /** Who may be chosen; nobody in particular first. */
    ObservableList<Optional<String>> owners() {
        return owners;
    }

    /** How many packages fit, in words. */
    ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    /** Why there is no list; empty when there is one. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** The package that is looked at. */
    ReadOnlyObjectProperty<Optional<PackageDetail>> detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /** What came out when it was verified last, since the window is open. */
    ReadOnlyObjectProperty<Optional<Verified>> verifiedProperty() {
        return verified.getReadOnlyProperty();
    }

    /** Whether there may be packages to show. */
    ObservableValue<Boolean> isUp() {
        return snapshot.map(now -> now.state().isUp());
    }

    /** Why there is nothing to see while the registry does not run. */
    ObservableValue<String> restText() {
        return snapshot.map(now ->
                now.state().isSettled() ? texts.of("packages.stopped." + now.mode()) : texts.of("packages.between"));
    }

    /** Whether somebody narrowed the list. */
    boolean isNarrowed() {
        return !filter.get().isBlank()
                || chosen(owner).isPresent()
                || chosen(reach).isPresent();
    }

    /** Whether a long task can begin. */
    ObservableValue<Boolean> isIdle() {
        return snapshot.map(now -> now.state().isUp() && now.activity().isEmpty());
    }
}
