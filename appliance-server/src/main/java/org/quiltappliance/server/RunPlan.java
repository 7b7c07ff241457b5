package org.quiltappliance.server;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.Checks;
import org.quiltappliance.server.checks.PublicUrl;
import org.quiltappliance.server.checks.Reach;
import org.quiltappliance.server.checks.TlsCheck;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.TlsConfig;
import org.quiltappliance.server.home.OwnerFiles;
import org.quiltappliance.server.lifecycle.Component;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.Plan;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.lifecycle.Progress;
import org.quiltappliance.server.lifecycle.Step;
import org.quiltappliance.server.lifecycle.Watch;
import org.quiltappliance.server.mail.Outbox;
import org.quiltappliance.server.nodes.DifferentKey;
import org.quiltappliance.server.nodes.KeyMark;
import org.quiltappliance.server.tls.ServerCertificate;
import org.quiltappliance.server.tls.UnusableCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run in test mode, from the settings to the proof that clients can use it ({@code control-panel.md} 5.4). */
final class RunPlan implements Plan {

    private static final Logger log = LoggerFactory.getLogger(RunPlan.class);

    /** More often than daily: certificates that programs renew live for days only. */
    private static final Duration CERTIFICATE_PAUSE = Duration.ofHours(1);

    private static final Duration PASSWORD_PAUSE = Duration.ofMinutes(1);

    /** What all runs of one process share. */
    record Surroundings(SettingsSource source, EarlierRun earlier, ApplianceService.Parts parts, Problems problems) {}

    private final Surroundings around;
    private final Problems problems;
    private volatile @Nullable ApplianceConfig config;
    private volatile @Nullable Registry registry;

    RunPlan(Surroundings around) {
        this.around = around;
        this.problems = around.problems();
    }

    @Override
    public List<Step> steps() {
        return List.of(
                step("config.check", "Checking settings", 20, this::checkSettings, Step.Undo.NOTHING),
                step("recover", "Looking for an earlier run", 20, this::recover, this::emptyTestFolder),
                step(
                        "preflight",
                        "Checking this computer (ports, disk, permissions)",
                        20,
                        this::preflight,
                        Step.Undo.NOTHING),
                step("database", "Opening the database", 120, this::openDatabase, this::closeRegistry),
                step("store", "Opening the storage", 60, this::openStore, Step.Undo.NOTHING),
                new Step(
                        "migrate",
                        "Updating the database",
                        Duration.ofMinutes(15),
                        false,
                        this::migrate,
                        Step.Undo.NOTHING),
                step("accounts", "Preparing accounts", 60, progress -> prepareAccounts(), Step.Undo.NOTHING),
                step("listen", "Opening the ports", 30, this::listen, Step.Undo.NOTHING),
                step("self-check", "Testing the registry as a client would", 60, this::selfCheck, Step.Undo.NOTHING));
    }

    /** The longest times are generous: a computer may be busy with something else, and a start can be given up anyway. */
    private static Step step(String id, String label, int seconds, Step.Work work, Step.Undo undo) {
        return new Step(id, label, Duration.ofSeconds(seconds), true, work, undo);
    }

    private void checkSettings(Progress progress) throws IOException {
        var reading = around.source().settle();
        SettingsSource.lines(reading.settings()).forEach(log::info);
        reading.settings().notices().forEach(log::info);
        around.parts().settled().accept(reading.settings());
        var settled =
                reading.config().orElseThrow(() -> new ProblemException(problems.configInvalid(reading.problems())));
        hideSecrets(settled);
        var space = around.parts().disks().of(settled.home());
        config = settled.with(settled.objects().keepingFree(space.keepFree()));
        progress.facts(facts ->
                facts.of(settled.mode(), settled.name(), "In memory and in " + settled.disk() + ", gone at the stop."));
    }

    private void recover(Progress progress) throws IOException {
        around.earlier()
                .crash()
                .ifPresent(crash -> progress.report(problems.recovered(
                        crash.written(), around.source().home().logs().resolve("appliance.log"))));
        emptyTestFolder();
        OwnerFiles.makeFolder(config().disk());
    }

    private void emptyTestFolder() throws IOException {
        OwnerFiles.empty(around.source().home().testObjects());
    }

    private void preflight(Progress progress) throws InterruptedException {
        var results = new Checks(
                        config(), around.parts().disks(), around.parts().clock())
                .preflight(around.earlier().process(), false)
                .run();
        results.forEach(
                result -> log.info("{} {}: {} - {}", result.id(), result.label(), result.outcome(), result.detail()));
        var found =
                results.stream().flatMap(result -> result.problem().stream()).toList();
        if (!found.isEmpty()) {
            throw new ProblemException(joined(found));
        }
        progress.detail(results.stream()
                .filter(result -> result.outcome() == CheckResult.Outcome.WARN)
                .map(CheckResult::detail)
                .collect(Collectors.joining(" ")));
    }

    private void hideSecrets(ApplianceConfig settled) {
        var redaction = around.parts().redaction();
        redaction.hide(settled.secretKey().reveal());
        settled.mail()
                .smtp()
                .flatMap(MailConfig.Smtp::login)
                .ifPresent(login -> redaction.hide(login.password().reveal()));
        settled.signIn()
                .github()
                .ifPresent(gitHub -> redaction.hide(gitHub.clientSecret().reveal()));
        if (settled.http().tls() instanceof TlsConfig.Keystore keystore) {
            redaction.hide(keystore.password().reveal());
        }
    }

    /** The first, with the titles of the others among its evidence. */
    private static Problem joined(List<Problem> found) {
        Problem first = found.get(0);
        var evidence = new ArrayList<>(first.evidence());
        found.stream().skip(1).forEach(other -> evidence.add("Also: " + other.title() + ". " + other.message()));
        return new Problem(first.code(), first.title(), first.message(), evidence, first.fixes(), first.since());
    }

    private void openDatabase(Progress progress) {
        var made = around.parts().factory().apply(config());
        registry = made;
        made.openDatabase();
        progress.facts(facts -> facts.with(Part.DATABASE, up("H2, in memory")));
    }

    private void closeRegistry() {
        Registry open = registry;
        if (open != null) {
            open.close();
        }
    }

    private void openStore(Progress progress) {
        registry().openStore();
        var folder = config().disk();
        progress.facts(facts -> facts.with(Part.STORE, up("The folder " + folder)));
    }

    private void migrate(Progress progress) {
        try {
            registry().migrate();
        } catch (RuntimeException failed) {
            throw new ProblemException(
                    problems.migrationFailed(
                            around.parts().redaction().of(String.valueOf(failed.getMessage())),
                            around.source().home().logs().resolve("appliance.log")),
                    failed);
        }
    }

    private void prepareAccounts() {
        try {
            registry().prepareAccounts();
        } catch (DifferentKey others) {
            throw new ProblemException(problems.secretKeyDiffers(Settings.SECRET_KEY.name(), others.places()), others);
        }
        refuseSharingWithTestPassword();
    }

    /** In test mode everybody knows the password, and nothing is shared ({@code control-panel.md} SE-3). */
    private void refuseSharingWithTestPassword() {
        var http = config().http();
        if (config().mode() == Mode.TEST || !http.isShared()) {
            return;
        }
        var users = registry().administratorsWithTestPassword();
        if (!users.isEmpty()) {
            String setting = http.isLoopback() ? Settings.PROXIES.name() : Settings.BIND.name();
            throw new ProblemException(problems.defaultPasswordShared(setting, users, Reach.of(http)));
        }
    }

    private void listen(Progress progress) throws InterruptedException {
        progress.detail("Ports " + config().http().registryPort() + " and "
                + config().http().catalogPort());
        try {
            registry().listen();
        } catch (RuntimeException failed) {
            if (failed.getCause() instanceof UnusableCertificate unusable) {
                throw new ProblemException(tlsCheck().problem(unusable), failed);
            }
            // Somebody may have taken a port since it was looked at.
            preflight(progress);
            throw failed;
        }
        var http = config().http();
        progress.facts(
                facts -> facts.at(new Endpoints(http.registryUrl(), http.catalogUrl(), Reach.of(http), encryption())));
    }

    private Optional<Endpoints.Encryption> encryption() {
        return registry()
                .certificate()
                .flatMap(ServerCertificate::fingerprint)
                .map(fingerprint -> new Endpoints.Encryption(
                        fingerprint,
                        ServerCertificate.authorityFile(config().http().tls())));
    }

    private void selfCheck(Progress progress) throws IOException {
        proveUrls().forEach(progress::report);
        registry().selfCheck();
        registry().admit();
        progress.facts(facts -> facts.with(
                        Part.REGISTRY, up(config().http().registryUrl().toString()))
                .with(Part.CATALOG, up(config().http().catalogUrl().toString()))
                .with(Part.MAIL, mail()));
    }

    private Component mail() {
        return config().mail()
                .smtp()
                .map(server -> up("Mails are sent through " + server.host() + "."))
                .orElseGet(() -> new Component(
                        Health.OFF,
                        "Mails are kept, not sent: mails list shows them.",
                        around.parts().clock().instant()));
    }

    private List<Problem> proveUrls() throws IOException {
        var http = config().http();
        var notices = new ArrayList<Problem>();
        prove(Settings.REGISTRY_PORT.name(), http.registryUrl(), registry().registryAddress())
                .ifPresent(notices::add);
        prove(Settings.CATALOG_PORT.name(), http.catalogUrl(), registry().catalogAddress())
                .ifPresent(notices::add);
        return notices;
    }

    private Optional<Problem> prove(String setting, URI url, URI direct) throws IOException {
        Optional<KeyMark> nodes = Optional.of(config())
                .filter(settled -> settled.mode() == Mode.PERSISTENT)
                .map(settled -> new KeyMark(settled.secretKey()));
        return new PublicUrl(setting, url, direct, problems, trust(), nodes)
                .prove(registry().boot());
    }

    private SSLContext trust() {
        return registry().certificate().map(ServerCertificate::trust).orElseGet(ServerCertificate::usualTrust);
    }

    private TlsCheck tlsCheck() {
        return new TlsCheck(config().http(), around.parts().clock(), problems);
    }

    @Override
    public void prove() throws IOException {
        proveUrls();
        registry().selfCheck();
    }

    @Override
    public List<Watch> watches() {
        var folder = config().disk();
        var watches = new ArrayList<Watch>();
        registry().certificate().ifPresent(shown -> watches.addAll(certificateWatches(shown)));
        if (config().mode() == Mode.PERSISTENT) {
            watches.add(new Watch(ProblemCode.DEFAULT_PASSWORD, PASSWORD_PAUSE, () -> {
                var users = registry().administratorsWithTestPassword();
                return users.isEmpty() ? Optional.empty() : Optional.of(problems.defaultPassword(users));
            }));
        }
        watches.addAll(List.of(
                new Watch(ProblemCode.DISK_FULL, around.parts().pause(), () -> {
                    var space = around.parts().disks().of(folder);
                    return space.isFull() ? Optional.of(problems.diskFull(folder, space.free())) : Optional.empty();
                }),
                new Watch(ProblemCode.DISK_LOW, around.parts().pause(), () -> {
                    var space = around.parts().disks().of(folder);
                    return space.isLow() && !space.isFull()
                            ? Optional.of(problems.diskLow(folder, space.free()))
                            : Optional.empty();
                })));
        return watches;
    }

    private List<Watch> certificateWatches(ServerCertificate shown) {
        String setting = Settings.TLS.name();
        var clock = around.parts().clock();
        Predicate<Instant> isOver = ends -> !clock.instant().isBefore(ends);
        return List.of(
                new Watch(ProblemCode.CERT_EXPIRES, CERTIFICATE_PAUSE, () -> {
                    renewCertificate();
                    return shown.ends()
                            .filter(ends -> TlsCheck.isSoon(ends, clock.instant()) && !isOver.test(ends))
                            .map(ends -> problems.certExpires(setting, ends));
                }),
                new Watch(
                        ProblemCode.CERT_EXPIRED,
                        CERTIFICATE_PAUSE,
                        () -> shown.ends().filter(isOver).map(ends -> problems.certExpired(setting, ends))));
    }

    private void renewCertificate() {
        try {
            registry().renewCertificate();
        } catch (UnusableCertificate unusable) {
            log.warn("The newer certificate is not taken: {}", unusable.getMessage());
        }
    }

    @Override
    public void drain(Duration atMost) {
        registry().drain(atMost);
    }

    Outbox outbox() {
        return registry().outbox();
    }

    /** The accounts, once they are prepared. */
    Users users() {
        return registry().userAccounts();
    }

    private ApplianceConfig config() {
        ApplianceConfig known = config;
        if (known == null) {
            throw new IllegalStateException("The settings have not been checked yet");
        }
        return known;
    }

    private Registry registry() {
        Registry made = registry;
        if (made == null) {
            throw new IllegalStateException("The registry has not been made yet");
        }
        return made;
    }

    private Component up(String detail) {
        return new Component(Health.UP, detail, around.parts().clock().instant());
    }
}
