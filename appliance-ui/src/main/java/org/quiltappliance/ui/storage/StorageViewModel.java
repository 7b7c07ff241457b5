package org.quiltappliance.ui.storage;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.ContainerService.ImageState;
import org.quiltappliance.server.StorageService.Unneeded;
import org.quiltappliance.server.StorageService.Volumes;
import org.quiltappliance.server.StorageUsage;
import org.quiltappliance.server.StorageUsage.Where;
import org.quiltappliance.server.VolumeState;
import org.quiltappliance.server.backup.CleanupReport;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.inventory.Room;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.ui.dialogs.Dialog;
import org.quiltappliance.ui.dialogs.Dialog.Answer;
import org.quiltappliance.ui.dialogs.Dialog.Weight;
import org.quiltappliance.ui.dialogs.Dialogs;
import org.quiltappliance.ui.dialogs.RemovalForm;
import org.quiltappliance.ui.state.Loading;
import org.quiltappliance.ui.state.Tasks;
import org.quiltappliance.ui.text.Texts;

/** What page Storage shows and does. */
public final class StorageViewModel {

    /**
     * What the page works with.
     *
     * @param said hears how an action ended, in words for people
     */
    public record Surroundings(
            StorageAppliance appliance, Tasks tasks, Dialogs dialogs, Texts texts, Consumer<String> said) {}

    /** What the table of the largest shows. */
    enum Largest {
        PACKAGES,
        OWNERS
    }

    /** When any of it changes, places and sizes are others. A task may have been about any of them. */
    private record Basis(ApplianceState state, Mode mode, Optional<Long> activity, Optional<StoredCounts> stored) {
        static Basis of(ApplianceSnapshot now) {
            return new Basis(now.state(), now.mode(), now.activity().map(Activity::id), now.storage());
        }
    }

    private final ObservableValue<ApplianceSnapshot> snapshot;
    private final ObservableValue<Basis> basis;
    private final Surroundings around;
    private final Texts texts;
    private final ReadOnlyObjectWrapper<Optional<StorageUsage>> usage = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Unneeded>> unneeded = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Volumes>> volumes = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ObservableList<VolumeState> volumeRows = FXCollections.observableArrayList();
    private final ObservableList<Room> largest = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<List<ImageState>> images = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper engineProblem = new ReadOnlyStringWrapper("");
    private final ObjectProperty<Largest> kind = new SimpleObjectProperty<>(Largest.PACKAGES);
    private final ObjectProperty<@Nullable VolumeState> selected = new SimpleObjectProperty<>();
    /** Kept here: nobody else holds it. */
    private final BooleanBinding withoutContainers = Bindings.createBooleanBinding(
            () -> images.get().isEmpty()
                    && volumeRows.isEmpty()
                    && engineProblem.get().isEmpty(),
            images,
            volumeRows,
            engineProblem);

    private final Loading measuring;
    private final Loading askingEngine;
    private int unanswered;
    private boolean shown;

    public StorageViewModel(ObservableValue<ApplianceSnapshot> snapshot, Surroundings around) {
        this.snapshot = snapshot;
        this.around = around;
        this.texts = around.texts();
        this.measuring = new Loading(around.tasks());
        this.askingEngine = new Loading(around.tasks());
        kind.addListener(changed -> showLargest());
        basis = snapshot.map(Basis::of);
        basis.addListener((watched, before, now) -> {
            if (shown) {
                refresh(before.state() != now.state() || !before.activity().equals(now.activity()));
            }
        });
    }

    /** Whether somebody looks at the page: else nothing is asked. */
    void setShown(boolean isShown) {
        shown = isShown;
        if (shown) {
            refresh(true);
        }
    }

    /** Measures anew. */
    public void refresh() {
        refresh(true);
    }

    /** @param engine whether the container engine is asked, too, which takes longer and changes seldom */
    private void refresh(boolean engine) {
        var appliance = around.appliance();
        if (usage.get().isEmpty()) {
            measuring.begin();
        }
        around.tasks().run(appliance::usage, this::show, failed -> {
            measuring.end();
            problem.set(texts.of("storage.unreadable", String.valueOf(failed.getMessage())));
        });
        unneeded.set(appliance.unneeded());
        if (engine) {
            askEngine(appliance::volumes, this::showVolumes);
            askEngine(appliance::images, images::set);
        }
    }

    private <T> void askEngine(Callable<T> question, Consumer<T> show) {
        askingEngine.begin();
        unanswered++;
        around.tasks()
                .run(
                        question,
                        found -> {
                            show.accept(found);
                            answered();
                        },
                        failed -> {
                            failEngine(failed);
                            answered();
                        });
    }

    private void answered() {
        unanswered--;
        if (unanswered == 0) {
            askingEngine.came();
        }
    }

    private void show(StorageUsage found) {
        measuring.end();
        problem.set("");
        usage.set(Optional.of(found));
        showLargest();
    }

    private void showLargest() {
        largest.setAll(usage.get()
                .map(found -> kind.get() == Largest.OWNERS ? found.owners() : found.packages())
                .orElse(List.of()));
    }

    private void showVolumes(Volumes found) {
        engineProblem.set("");
        volumes.set(Optional.of(found));
        VolumeState before = selected.get();
        volumeRows.setAll(found.all());
        selected.set(
                before == null
                        ? null
                        : found.all().stream()
                                .filter(volume -> volume.name().equals(before.name()))
                                .findFirst()
                                .orElse(null));
    }

    private void failEngine(Throwable failed) {
        engineProblem.set(texts.of("storage.engine", String.valueOf(failed.getMessage())));
    }

    private <T> void follow(Callable<? extends CompletionStage<? extends T>> work, Consumer<? super T> done) {
        around.tasks().<T>begin(work, done, failed -> around.said().accept(String.valueOf(failed.getMessage())));
    }

    private <T> void say(Callable<? extends CompletionStage<? extends T>> work, Function<T, String> words) {
        this.<T>follow(work, done -> {
            around.said().accept(words.apply(done));
            refresh(true);
        });
    }

    // --- Making room ---

    /** Looks for what nobody needs, and asks then whether that goes. */
    public void cleanUp() {
        this.<CleanupReport>follow(() -> around.appliance().cleanUp(false), found -> {
            unneeded.set(around.appliance().unneeded());
            if (found.objects() == 0) {
                around.said().accept(texts.of("storage.clean.nothing"));
                return;
            }
            around.dialogs()
                    .show(Dialog.question(
                            texts.of("storage.clean.title", found.objects(), bytes(found.bytes())),
                            texts.of("storage.clean.text", span(found)),
                            new Answer(
                                    "dlg-ok",
                                    texts.of("storage.clean"),
                                    Weight.USUAL,
                                    () -> this.<CleanupReport>say(
                                            () -> around.appliance().cleanUp(true),
                                            gone -> texts.of(
                                                    "storage.cleaned", gone.objects(), bytes(gone.bytes()))))));
        });
    }

    private String span(CleanupReport found) {
        var formats = texts.formats();
        return found.oldest()
                .flatMap(oldest -> found.newest()
                        .map(newest -> texts.of("storage.clean.span", formats.date(oldest), formats.date(newest))))
                .orElse("");
    }

    void emptyTrash() {
        this.<Long>say(
                () -> around.appliance().emptyTrash(),
                bytes -> bytes == 0
                        ? texts.of("storage.trash.nothing")
                        : texts.of("storage.trash.emptied", bytes(bytes)));
    }

    private void withSelected(Consumer<VolumeState> work) {
        VolumeState volume = selected.get();
        if (volume != null) {
            work.accept(volume);
        }
    }

    /** Asks, and removes a volume. */
    public void removeVolume() {
        withSelected(volume -> {
            var form = new RemovalForm(snapshot.getValue().instanceName() + " delete", isConsentNeeded(volume));
            around.dialogs()
                    .show(new Dialog(
                            texts.of("storage.volume.remove.title", volume.name()),
                            texts.of(
                                    "storage.volume.remove.text",
                                    bytes(volume.bytes(), "storage.volume.unmeasured"),
                                    state(volume),
                                    backup()),
                            form,
                            List.of(new Answer(
                                    "dlg-ok",
                                    texts.of("storage.volume.remove"),
                                    Weight.DESTRUCTIVE,
                                    form.possible(),
                                    () -> say(
                                            () -> around.appliance()
                                                    .removeVolume(
                                                            volume.name(),
                                                            form.typedProperty().get(),
                                                            form.consentProperty()
                                                                    .get()),
                                            done -> texts.of("storage.volume.removed", volume.name()))))));
        });
    }

    private boolean isConsentNeeded(VolumeState volume) {
        return volume.current() && volumes.get().flatMap(Volumes::lastProven).isEmpty();
    }

    /** Asks, and goes back to a former volume. */
    void useVolume() {
        withSelected(volume -> around.dialogs()
                .show(Dialog.question(
                        texts.of("storage.volume.back.title", volume.name()),
                        texts.of("storage.volume.back.text"),
                        new Answer(
                                "dlg-ok",
                                texts.of("storage.volume.back"),
                                Weight.DESTRUCTIVE,
                                () -> say(
                                        () -> around.appliance().useVolume(volume.name()),
                                        done -> texts.of("storage.volume.used", volume.name()))))));
    }

    void loadImages(Path file) {
        say(() -> around.appliance().loadImages(file), done -> texts.of("storage.images.loaded", file));
    }

    void saveImages(Path file) {
        say(() -> around.appliance().saveImages(file), done -> texts.of("storage.images.saved", file));
    }

    /** Asks for which image, tells what that means, and changes it. */
    public void changeImage() {
        List<ImageState> present = images.get();
        if (present.isEmpty()) {
            return;
        }
        var form = new ImageForm(present);
        around.dialogs()
                .show(new Dialog(
                        texts.of("storage.images.change.title"),
                        texts.of("storage.images.change.text"),
                        form,
                        List.of(new Answer(
                                "dlg-ok",
                                texts.of("storage.images.plan"),
                                Weight.USUAL,
                                form.possible(),
                                () -> plan(
                                        form.roleProperty().get(),
                                        form.imageProperty().get().strip())))));
    }

    private void plan(String role, String image) {
        this.<List<String>>follow(
                () -> around.appliance().planImage(role, image),
                sentences -> around.dialogs()
                        .show(Dialog.question(
                                texts.of("storage.images.change.title"),
                                String.join("\n\n", sentences),
                                new Answer(
                                        "dlg-ok",
                                        texts.of("storage.images.change"),
                                        Weight.USUAL,
                                        () -> say(
                                                () -> around.appliance().changeImage(role, image),
                                                done -> texts.of("storage.images.changed", image))))));
    }

    // --- What is shown ---

    private String bytes(long bytes) {
        return texts.formats().bytes(bytes);
    }

    private String bytes(OptionalLong known, String unknown) {
        return known.isPresent() ? bytes(known.getAsLong()) : texts.of(unknown);
    }

    private ObservableValue<String> told(Function<StorageUsage, String> words) {
        return usage.map(now -> now.map(words).orElse(""));
    }

    private String where(Where where) {
        return texts.of("storage.where", where.what(), where.place());
    }

    ObservableValue<String> database() {
        return told(found -> where(found.database()));
    }

    ObservableValue<String> databaseSize() {
        return told(found -> bytes(found.databaseBytes(), "storage.unknown"));
    }

    ObservableValue<String> store() {
        return told(found -> where(found.store()));
    }

    ObservableValue<String> storeSize() {
        return told(found -> found.objects().isPresent()
                ? texts.of(
                        "storage.objects",
                        bytes(found.objectBytes(), "storage.unknown"),
                        found.objects().getAsLong())
                : texts.of("storage.unknown"));
    }

    ObservableValue<String> disk() {
        return told(found -> found.disk()
                .map(disk -> texts.of(
                        "storage.disk",
                        bytes(disk.space().free()),
                        bytes(disk.space().total()),
                        disk.name()))
                .orElse(texts.of("storage.disk.elsewhere")));
    }

    /** How much of the disk is in use, 0 to 1; empty when there is no disk to measure. */
    ObservableValue<Optional<Double>> diskUse() {
        return usage.map(now -> now.flatMap(StorageUsage::disk)
                .map(disk -> 1
                        - (double) disk.space().free()
                                / Math.max(1, disk.space().total())));
    }

    ObservableValue<String> growth() {
        return told(found -> {
            if (snapshot.getValue().mode() == Mode.TEST) {
                return texts.of("storage.growth.test");
            }
            if (found.growth().isEmpty()) {
                return texts.of("storage.growth.unknown");
            }
            long perDay = found.growth().getAsLong();
            if (perDay <= 0) {
                return texts.of("storage.growth.none");
            }
            var days = found.disk().map(disk -> disk.daysLeft(found.growth())).orElse(OptionalLong.empty());
            return days.isPresent()
                    ? texts.of("storage.growth.full", bytes(perDay), days.getAsLong())
                    : texts.of("storage.growth", bytes(perDay));
        });
    }

    /** When this was measured, if that is not now; else empty. */
    ObservableValue<String> asOf() {
        return told(found -> found.live()
                ? ""
                : found.measured()
                        .map(when -> texts.of("storage.as-of", texts.formats().moment(when)))
                        .orElse(texts.of("storage.never." + snapshot.getValue().mode())));
    }

    ObservableValue<String> orphans() {
        return unneeded.map(now -> now.map(this::words).orElse(texts.of("storage.orphans.unknown")));
    }

    private String words(Unneeded found) {
        String when = texts.formats().moment(found.at());
        return found.objects() == 0
                ? texts.of("storage.orphans.none", when)
                : texts.of("storage.orphans", found.objects(), bytes(found.bytes()), when);
    }

    String size(Room room) {
        return bytes(room.bytes());
    }

    String files(Room room) {
        return texts.formats().count(room.files());
    }

    String packages(Room room) {
        return texts.formats().count(room.packages());
    }

    String size(VolumeState volume) {
        return bytes(volume.bytes(), "storage.unknown");
    }

    String state(VolumeState volume) {
        if (volume.current()) {
            return texts.of("storage.volume.current");
        }
        return texts.of(volume.supersededBy().isPresent() ? "storage.volume.superseded" : "storage.volume.unused");
    }

    String made(VolumeState volume) {
        return volume.created().isEmpty()
                ? texts.of("storage.unknown")
                : volume.created().replaceFirst("T.*", "");
    }

    /** The newest backup, in words. */
    String backup() {
        Optional<Instant> last = volumes.get().flatMap(Volumes::lastBackup);
        boolean proven = volumes.get().flatMap(Volumes::lastProven).isPresent();
        return last.map(when -> texts.of(
                        proven ? "storage.backup.proven" : "storage.backup.unproven",
                        texts.formats().moment(when)))
                .orElse(texts.of("storage.backup.none"));
    }

    ObservableValue<String> backupText() {
        return volumes.map(now -> backup());
    }

    String state(ImageState image) {
        return texts.of(image.here() ? "storage.image.here" : "storage.image.missing");
    }

    String role(ImageState image) {
        return texts.of("storage.role." + image.role());
    }

    /** Whether there is nothing in containers: no volume, and no image that the settings name. */
    ObservableValue<Boolean> isWithoutContainers() {
        return withoutContainers;
    }

    /** Why there are no containers, in words. */
    ObservableValue<String> withoutContainers() {
        return snapshot.map(now -> texts.of("storage.no-containers." + now.mode()));
    }

    /** All of this appliance. */
    public ObservableList<VolumeState> volumes() {
        return volumeRows;
    }

    ObservableList<Room> largest() {
        return largest;
    }

    ReadOnlyObjectProperty<List<ImageState>> imagesProperty() {
        return images.getReadOnlyProperty();
    }

    ObjectProperty<Largest> largestProperty() {
        return kind;
    }

    /** The volume that is meant. */
    public ObjectProperty<@Nullable VolumeState> selectedProperty() {
        return selected;
    }

    /** Whether places and sizes are on their way for the first time. */
    Loading measuring() {
        return measuring;
    }

    /** The same of volumes and images. */
    Loading askingEngine() {
        return askingEngine;
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Why volumes and images are not known. */
    ReadOnlyStringProperty engineProblemProperty() {
        return engineProblem.getReadOnlyProperty();
    }

    /** Whether data can be cleaned up now. */
    ObservableValue<Boolean> mayCleanUp() {
        return snapshot.map(now -> now.activity().isEmpty()
                && (now.state().isUp() || now.state().isSettled() && now.mode() == Mode.PERSISTENT));
    }

    /** Whether volumes and images can be changed now ({@code control-panel.md} CM-14). */
    ObservableValue<Boolean> mayChange() {
        return snapshot.map(now -> now.activity().isEmpty()
                && now.state().isSettled()
                && !now.state().isUp());
    }

    /** Whether images can be carried in and out now. */
    ObservableValue<Boolean> mayCarry() {
        return snapshot.map(now -> now.activity().isEmpty());
    }
}
