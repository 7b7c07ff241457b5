package org.quiltappliance.server;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.ChangeableConfig;
import org.quiltappliance.server.lifecycle.Plan;
import org.quiltappliance.server.lifecycle.Progress;
import org.quiltappliance.server.lifecycle.Step;
import org.quiltappliance.server.lifecycle.Watch;
import org.quiltappliance.server.mail.Outbox;
import org.quiltappliance.server.monitoring.ContainerReading;
import org.quiltappliance.server.monitoring.RunMeters;
import org.quiltappliance.server.trials.Trials;

/** One run, from the settings to the proof that clients can use it ({@code control-panel.md} 5.4). */
final class RunPlan implements Plan {

    private final RunContext run;
    private final RunShape shape;
    private final SettingsSteps settings;
    private final BackingSteps backing;
    private final DataSteps data;
    private final EdgeSteps edge;
    private final RunCertificate certificate;

    RunPlan(RunContext.Surroundings around) {
        run = new RunContext(around);
        shape = RunShape.of(around.source());
        settings = new SettingsSteps(run, shape);
        backing = new BackingSteps(run);
        data = new DataSteps(run, backing);
        certificate = new RunCertificate(run);
        edge = new EdgeSteps(run, settings, certificate);
    }

    @Override
    public List<Step> steps() {
        var steps = new ArrayList<Step>();
        steps.add(step("config.check", "Checking settings", 20, settings::check, Step.Undo.NOTHING));
        steps.add(step("recover", "Looking for an earlier run", 180, settings::recover, settings::emptyTestFolder));
        steps.add(step(
                "preflight",
                "Checking this computer (ports, disk, permissions)",
                30,
                settings::preflight,
                run::closeLook));
        if (shape.containers()) {
            steps.addAll(backing.steps());
        }
        boolean kept = shape.isPersistent();
        steps.add(step(
                "database",
                kept ? "Waiting for PostgreSQL" : "Opening the database",
                120,
                data::openDatabase,
                run::closeRegistry));
        steps.add(step(
                "store", kept ? "Waiting for storage" : "Opening the storage", 60, data::openStore, Step.Undo.NOTHING));
        if (kept) {
            steps.add(new Step(
                    "safety-backup",
                    "Backing up before an upgrade",
                    Duration.ofHours(6),
                    true,
                    data::backUpBeforeUpdate,
                    Step.Undo.NOTHING));
        }
        steps.add(new Step(
                "migrate", "Updating the database", Duration.ofMinutes(15), false, data::migrate, Step.Undo.NOTHING));
        steps.add(step("accounts", "Preparing accounts", 60, data::prepareAccounts, Step.Undo.NOTHING));
        steps.add(step("listen", "Opening the ports", 30, edge::listen, Step.Undo.NOTHING));
        steps.add(step("self-check", "Testing the registry as a client would", 60, this::selfCheck, Step.Undo.NOTHING));
        return steps;
    }

    private void selfCheck(Progress progress) throws IOException {
        edge.selfCheck(progress);
        backing.complete();
    }

    /** The longest times are generous: a computer may be busy with something else, and a start can be given up anyway. */
    private static Step step(String id, String label, int seconds, Step.Work work, Step.Undo undo) {
        return new Step(id, label, Duration.ofSeconds(seconds), true, work, undo);
    }

    @Override
    public void prove() throws IOException {
        edge.proveUrls();
        run.registry().selfCheck();
    }

    @Override
    public List<Watch> watches() {
        var watches = new ArrayList<>(data.watches());
        watches.addAll(backing.watches());
        watches.addAll(certificate.watches());
        return watches;
    }

    @Override
    public void drain(Duration atMost) {
        run.registry().drain(atMost);
    }

    /** Starts a container of this run once more. */
    void restart(String container) throws InterruptedException {
        backing.restart(container);
    }

    /** Public addresses, to be tried. */
    Trials.PublicUrls publicUrls(URI registry, URI catalog) {
        return edge.publicUrls(registry, catalog);
    }

    ApplianceConfig config() {
        return run.config();
    }

    /** Whether nobody may change anything in this run. */
    boolean isReadOnly() {
        return run.isReadOnly();
    }

    /** What our containers can do for it while it runs. */
    BackingSteps backing() {
        return backing;
    }

    /**
     * Changes what may change while it runs.
     *
     * @param isSaid whether somebody decided about accounts. A rule, which follows where the registry listens, may only
     *     close the door of one that runs: it listens where it did when it was started
     */
    void change(ChangeableConfig wanted, boolean isSaid) {
        var config = run.config();
        boolean signup = wanted.access().signup() && (isSaid || config.access().signup());
        run.registry().change(wanted.with(wanted.access().withSignup(signup)));
        // Links that were handed out before are good for as long as they say: whoever cleans up waits for the longest.
        run.settle(config.named(wanted.name()).with(config.objects().linkingAtLeast(wanted.linkLifetime())));
    }

    Registry registry() {
        return run.registry();
    }

    /** Where figures are read, once there is something to read. */
    Optional<RunMeters> meters() {
        return run.registryIfMade().map(Registry::meters);
    }

    /** What our containers take of the computer, see {@link BackingSteps#usage()}. */
    List<ContainerReading> containers() {
        return backing.usage();
    }

    Outbox outbox() {
        return run.registry().outbox();
    }

    /** The accounts, once they are prepared. */
    Users users() {
        return run.registry().userAccounts();
    }
}
