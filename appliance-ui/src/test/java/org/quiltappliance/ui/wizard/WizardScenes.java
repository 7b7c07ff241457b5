package org.quiltappliance.ui.wizard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Parent;
import org.quiltappliance.server.Setup.Field;
import org.quiltappliance.server.Setup.Place;
import org.quiltappliance.server.Setup.Reach;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.ui.testing.DirectTasks;
import org.quiltappliance.ui.testing.RecordedCommands;
import org.quiltappliance.ui.testing.Snapshots;
import org.quiltappliance.ui.testing.SomeAutostart;
import org.quiltappliance.ui.testing.SomeFirstRun;
import org.quiltappliance.ui.text.Texts;

/** Every page of the wizard, when all is well and when not. */
public final class WizardScenes {

    private static final CheckResult HOME =
            found("PF-1", "Home folder", Outcome.OK, "~/.local/share/quilt-appliance, ext4, owner only");
    private static final CheckResult DISK = found("PF-5", "Disk", Outcome.OK, "187642 MB free for the home folder.");
    private static final CheckResult DOCKER =
            found("PF-D1", "Docker", Outcome.OK, "Docker 29.1 at unix:///var/run/docker.sock.");
    private static final CheckResult IMAGES =
            found("PF-D4", "Images", Outcome.WARN, "To be downloaded: postgres:17.10, minio (about 212 MB).");
    private static final CheckResult NO_PORT = failed(
            "PF-2",
            "Port for clients",
            ProblemCode.PORT_IN_USE,
            "Port 5000 is in use",
            "node (process 4711, user ana) is already listening on port 5000. Only one program can use a port at a"
                    + " time.",
            new Fix.UsePort("APPLIANCE_REGISTRY_PORT", 5001),
            new Fix.CheckAgain());
    private static final CheckResult NO_DOCKER = failed(
            "PF-D1",
            "Docker",
            ProblemCode.DOCKER_NOT_INSTALLED,
            "Docker was not found",
            "Persistent mode keeps its database and files in Docker containers. No Docker, Podman or compatible program"
                    + " was found. Test mode works without it, and so do your own PostgreSQL and S3.",
            new Fix.ReadHelp(Fix.ReadHelp.Topic.INSTALL_DOCKER),
            new Fix.UseOwnServices(),
            new Fix.StartInTestMode());
    private static final CheckResult NO_DATABASE = failed(
            "PF-E1",
            "Database",
            ProblemCode.DB_AUTH,
            "The database refuses us",
            "db.example.org:5432 does not take the password of the user ana.",
            new Fix.OpenSetting("SQLALCHEMY_DATABASE_URI"));

    private final Texts texts;

    public WizardScenes(Texts texts) {
        this.texts = texts;
    }

    private static CheckResult found(String id, String label, Outcome outcome, String detail) {
        return new CheckResult(id, label, outcome, detail, Optional.empty());
    }

    private static CheckResult failed(
            String id, String label, ProblemCode code, String title, String message, Fix... fixes) {
        return new CheckResult(
                id, label, Outcome.FAIL, message, Optional.of(Snapshots.problem(code, title, message, List.of(fixes))));
    }

    /** By name. Each is made when it is asked for, on the JavaFX thread. */
    public Map<String, Supplier<Parent>> all() {
        var good = new CheckResult[] {HOME, DISK, DOCKER, IMAGES};
        var all = new LinkedHashMap<String, Supplier<Parent>>();
        all.put("wizard-1-welcome", () -> scene(new SomeFirstRun(), model -> {}));
        all.put("wizard-1-unreadable", () -> scene(new SomeFirstRun(), model -> model.readSettings(Path.of("none"))));
        all.put(
                "wizard-2-docker",
                () -> scene(new SomeFirstRun().findingAtPlace(DOCKER, IMAGES), WizardViewModel::setUp));
        all.put(
                "wizard-2-no-docker",
                () -> scene(new SomeFirstRun().findingAtPlace(NO_DOCKER), WizardViewModel::setUp));
        all.put("wizard-2-servers", () -> scene(new SomeFirstRun().findingAtPlace(NO_DATABASE), this::ownServers));
        all.put(
                "wizard-2-missing",
                () -> scene(new SomeFirstRun(), model -> {
                    model.setUp();
                    model.draft().placeProperty().set(Place.OWN_SERVICES);
                    model.next();
                }));
        all.put("wizard-2-import", () -> scene(new SomeFirstRun(), WizardScenes::imported));
        all.put("wizard-3-checks", () -> scene(new SomeFirstRun().finding(good), WizardScenes::toChecks));
        all.put(
                "wizard-3-checking",
                () -> scene(new SomeFirstRun().finding(new CompletableFuture<>()), WizardScenes::toChecks));
        all.put(
                "wizard-3-failing",
                () -> scene(new SomeFirstRun().finding(HOME, NO_PORT, DISK, NO_DOCKER), WizardScenes::toChecks));
        all.put("wizard-4-administrator", () -> scene(new SomeFirstRun().finding(good), WizardScenes::toAdministrator));
        all.put(
                "wizard-4-generated",
                () -> scene(new SomeFirstRun().finding(good), model -> {
                    toAdministrator(model);
                    model.generate();
                }));
        all.put(
                "wizard-4-wrong",
                () -> scene(new SomeFirstRun().finding(good), model -> {
                    toAdministrator(model);
                    model.draft().textProperty(Field.ADMIN_NAME).set("Team Lead");
                    model.draft().textProperty(Field.ADMIN_PASSWORD).set("short");
                    model.next();
                }));
        all.put("wizard-5-local", () -> scene(new SomeFirstRun().finding(good), WizardScenes::toReach));
        all.put(
                "wizard-5-network",
                () -> scene(new SomeFirstRun().finding(good), model -> {
                    toReach(model);
                    model.draft().reachProperty().set(Reach.NETWORK);
                }));
        all.put(
                "wizard-5-open",
                () -> scene(new SomeFirstRun().finding(good), model -> {
                    toReach(model);
                    model.draft().reachProperty().set(Reach.NETWORK);
                    model.draft().encryptedProperty().set(false);
                }));
        all.put(
                "wizard-6-ready",
                () -> scene(new SomeFirstRun().finding(good), model -> {
                    toReach(model);
                    model.next();
                }));
        all.put("wizard-7-starting", () -> started(Snapshots.starting(4)));
        all.put("wizard-7-failed", () -> started(Snapshots.failed()));
        all.put("wizard-7-refused", () -> scene(new SomeFirstRun().refusing(), WizardViewModel::tryOut));
        all.put("wizard-7-done", () -> started(Snapshots.running()));
        return all;
    }

    private Parent started(Snapshots snapshot) {
        return scene(new SomeFirstRun(), snapshot, WizardViewModel::tryOut);
    }

    private Parent scene(SomeFirstRun appliance, Consumer<WizardViewModel> way) {
        return scene(appliance, Snapshots.stopped(), way);
    }

    private Parent scene(SomeFirstRun appliance, Snapshots snapshot, Consumer<WizardViewModel> way) {
        var now = new SimpleObjectProperty<ApplianceSnapshot>(snapshot.make());
        var around = new WizardViewModel.Surroundings(
                appliance,
                new DirectTasks(),
                new RecordedCommands(),
                texts,
                Optional::empty,
                said -> {},
                new SomeAutostart(),
                end -> {});
        var model = new WizardViewModel(now, around);
        model.show();
        way.accept(model);
        return new WizardView(model, texts, Optional::empty, Optional::empty);
    }

    private void ownServers(WizardViewModel model) {
        model.setUp();
        var draft = model.draft();
        draft.placeProperty().set(Place.OWN_SERVICES);
        Map.of(
                        Field.DATABASE_HOST, "db.example.org",
                        Field.DATABASE_NAME, "quilt",
                        Field.DATABASE_USER, "ana",
                        Field.DATABASE_PASSWORD, "wrong",
                        Field.S3_ENDPOINT, "s3.eu-central-1.amazonaws.com",
                        Field.S3_BUCKET, "institute-packages",
                        Field.S3_REGION, "eu-central-1",
                        Field.S3_KEY, "AKIA0000",
                        Field.S3_SECRET, "secret")
                .forEach((field, text) -> draft.textProperty(field).set(text));
        model.lookAtPlace();
    }

    private static void imported(WizardViewModel model) {
        try {
            Path file = Files.createTempFile("quilt-config", ".env");
            Files.writeString(
                    file,
                    "S3_ENDPOINT=s3.example.org\nAWS_ACCESS_KEY_ID=MDJJ\nAWS_SECRET_ACCESS_KEY=secret\nALLOW_ANONYMOUS_ACCESS=false\n"
                            + "SQLALCHEMY_DATABASE_URI=postgresql://ana:secret@db.example.org/quilt\nSTRIPE_KEY=\nSMTP_PORT=mail\n");
            model.readSettings(file);
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void toChecks(WizardViewModel model) {
        model.setUp();
        model.next();
    }

    private static void toAdministrator(WizardViewModel model) {
        toChecks(model);
        model.next();
        model.draft().textProperty(Field.ADMIN_MAIL).set("ana@example.org");
        model.draft().textProperty(Field.ADMIN_PASSWORD).set("glaciers move");
        model.draft().passwordAgainProperty().set("glaciers move");
    }

    private static void toReach(WizardViewModel model) {
        toAdministrator(model);
        model.next();
    }
}
