package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.PanelConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.home.RunRecord;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Component;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Outcome.Done;
import org.quiltappliance.server.lifecycle.Outcome.Failed;
import org.quiltappliance.server.lifecycle.Outcome.Rejected;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.lifecycle.Step;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.testing.FakeRegistry;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.PostgresServer;

class ApplianceServiceTest {

    private static final DiskSpace PLENTY = new DiskSpace(50L << 30, 100L << 30);

    @TempDir
    Path folder;

    private final FakeRegistry.Script script = new FakeRegistry.Script();
    private final AtomicReference<DiskSpace> disk = new AtomicReference<>(PLENTY);
    private final Map<String, String> environment = new HashMap<>();
    private final List<ApplianceService> opened = new ArrayList<>();
    private final List<NewAdministrator> administrators = new CopyOnWriteArrayList<>();
    private Home home;

    @BeforeEach
    void freePorts() {
        home = new Home(folder.resolve("my home"));
        environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
    }

    @AfterEach
    void close() {
        opened.forEach(ApplianceService::close);
    }

    private ApplianceService open() {
        var clock = Clock.systemUTC();
        var service = ApplianceService.open(
                new SettingsSource(home, Map.of(), environment, clock),
                new ServiceParts(
                        script::make,
                        path -> disk.get(),
                        Duration.ofMillis(50),
                        Duration.ofMillis(50),
                        new Redaction(),
                        settings -> {},
                        administrators::add,
                        clock));
        opened.add(service);
        return service;
    }

    private void close(ApplianceService service) {
        service.close();
        opened.remove(service);
    }

    private static Outcome start(ApplianceService service) throws Exception {
        return service.start().get(30, SECONDS);
    }

    private static Problem failure(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Failed.class);
        return ((Failed) outcome).problem();
    }

    @Test
    void startTakesTheStepsAndEndsProven() throws Exception {
        var service = open();

        assertThat(start(service)).isInstanceOf(Done.class);

        assertThat(script.diary)
                .containsExactly("database", "store", "migrate", "accounts", "listen", "self-check", "admit");
        var snapshot = service.snapshot();
        assertThat(snapshot.state()).isEqualTo(ApplianceState.RUNNING);
        assertThat(snapshot.endpoints().orElseThrow().registry())
                .hasToString("http://localhost:" + environment.get("APPLIANCE_REGISTRY_PORT"));
        assertThat(snapshot.components().get(Part.REGISTRY).health()).isEqualTo(Component.Health.UP);
        assertThat(snapshot.location()).contains("my home/test").endsWith("gone at the stop.");
        assertThat(snapshot.problems()).isEmpty();
        assertThat(home.testObjects()).isEmptyDirectory();
    }

    private void persistentAt(String bind) {
        var database = PostgresServer.freshDatabase();
        environment.put("APPLIANCE_MODE", "persistent");
        environment.put("APPLIANCE_BIND", bind);
        environment.put("APPLIANCE_STORE", "folder");
        environment.put("APPLIANCE_DB", "external");
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(database));
    }

    /** As after a carry-over from test mode. */
    private void persistentWithTestPassword(String bind) {
        persistentAt(bind);
        script.testPasswordHolders.add("admin");
    }

    @Test
    void sharingIsRefusedUntilThePasswordOfTheTestModeIsChanged() throws Exception {
        persistentWithTestPassword("0.0.0.0");
        var service = open();

        var problem = failure(start(service));

        assertThat(problem.code()).isEqualTo(ProblemCode.DEFAULT_PASSWORD);
        assertThat(problem.message()).contains("Everyone who reaches", "admin");
        assertThat(problem.fixes().get(0).command()).contains("config set APPLIANCE_BIND 127.0.0.1");
        assertThat(script.diary).doesNotContain("listen").endsWith("close");

        script.testPasswordHolders.clear();
        assertThat(start(service)).isInstanceOf(Done.class);
        assertThat(service.snapshot().endpoints().orElseThrow().reach()).startsWith("Everyone who reaches ");
    }

    @Test
    void sharedRegistryWithoutMailOpensNoAccountsByItself() throws Exception {
        persistentAt("0.0.0.0");

        start(open());

        assertThat(script.configs.get(0).access().signup()).isFalse();
    }

    @Test
    void registryIsToldOfBackupsAsTheyArePlannedNow() throws Exception {
        persistentAt("127.0.0.1");
        var service = open();
        start(service);
        service.data().plan(new BackupConfig(home.backups(), BackupConfig.Schedule.OFF, 3));
        assertThat(script.backups.get().often()).isEqualTo(BackupConfig.Schedule.OFF);

        service.data().plan(new BackupConfig(home.backups(), BackupConfig.Schedule.DAILY, LocalTime.of(4, 30), 3));

        var state = script.backups.get();
        assertThat(state.isKept()).isTrue();
        assertThat(state.often()).isEqualTo(BackupConfig.Schedule.DAILY);
        assertThat(state.at()).isEqualTo(LocalTime.of(4, 30));
        assertThat(state.next()).isPresent();
        assertThat(state.last()).isEmpty();
    }

    @Test
    void testModeMakesNoBackupsByItself() throws Exception {
        environment.put("APPLIANCE_BACKUP_SCHEDULE", "daily");

        start(open());

        assertThat(script.backups.get().isKept()).isFalse();
        assertThat(script.backups.get().often()).isEqualTo(BackupConfig.Schedule.OFF);
    }

    @Test
    void passwordOfTheTestModeIsANoticeOnThisComputerOnly() throws Exception {
        persistentWithTestPassword("127.0.0.1");
        var service = open();

        assertThat(start(service)).isInstanceOf(Done.class);

        assertThat(service.snapshot().endpoints().orElseThrow().reach()).isEqualTo("This computer only");
        await().until(() ->
                service.snapshot().problems().stream().anyMatch(found -> found.code() == ProblemCode.DEFAULT_PASSWORD));
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.RUNNING);
    }

    @Test
    void stopWaitsForOpenRequestsAndTakesTheDataAway() throws Exception {
        var service = open();
        start(service);
        Files.createFile(home.testObjects().resolve("object"));

        assertThat(service.stop(ApplianceService.DRAIN).get(30, SECONDS)).isInstanceOf(Done.class);

        assertThat(script.diary).endsWith("admit", "drain", "close");
        assertThat(home.testObjects()).isEmptyDirectory();
        assertThat(service.snapshot().endpoints()).isEmpty();
    }

    @Test
    void eachStartReadsTheSettingsAnew() throws Exception {
        var service = open();
        start(service);
        service.settings().files().set("APPLIANCE_NAME", "Another name");

        service.restart().get(30, SECONDS);

        assertThat(service.snapshot().instanceName()).isEqualTo("Another name");
        assertThat(script.configs.get(0).secretKey())
                .isEqualTo(script.configs.get(1).secretKey());
    }

    @Test
    void uploadsMustLeaveAsMuchFreeAsTheDiskNeeds() throws Exception {
        start(open());

        assertThat(script.configs.get(0).objects().keepFreeBytes()).isEqualTo((100L << 30) / 100);
    }

    @Test
    void invalidSettingsAreAllNamed() throws Exception {
        environment.put("APPLIANCE_URL_EXPIRY", "soon");
        environment.put("TEAM_ID", "Not A Word");

        var problem = failure(start(open()));

        assertThat(problem.code()).isEqualTo(ProblemCode.CONFIG_INVALID);
        assertThat(problem.evidence()).hasSize(2).anyMatch(line -> line.contains("soon"));
        assertThat(script.diary).isEmpty();
    }

    @Test
    @Tag("AT-36")
    void brokenLineIsNamedAndTheFileLeftAlone() throws Exception {
        Files.createDirectories(home.folder());
        Files.writeString(home.settings(), "APPLIANCE_NAME=Ours\nnonsense\n");

        var problem = failure(start(open()));

        assertThat(problem.message()).contains("appliance.env, line 2");
        assertThat(home.settings()).hasContent("APPLIANCE_NAME=Ours\nnonsense\n");
    }

    @Test
    void takenPortIsToldWithItsHolder() throws Exception {
        int port = Integer.parseInt(environment.get("APPLIANCE_REGISTRY_PORT"));
        try (var other = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(other.isBound()).isTrue();
            var service = open();

            var problem = failure(start(service));

            assertThat(problem.code()).isEqualTo(ProblemCode.PORT_IN_USE);
            assertThat(problem.message())
                    .contains("(process " + ProcessHandle.current().pid());
            assertThat(script.diary).isEmpty();
        }
    }

    @Test
    @Tag("AT-03")
    void portThatIsTakenOnTheOtherLoopbackAddressAloneIsToldWithThatAddress() throws Exception {
        int port = Integer.parseInt(environment.get("APPLIANCE_REGISTRY_PORT"));
        try (var other = new ServerSocket(port, 1, InetAddress.getByName("::1"))) {
            assertThat(other.isBound()).isTrue();

            var problem = failure(start(open()));

            assertThat(problem.code()).isEqualTo(ProblemCode.PORT_IN_USE);
            assertThat(problem.message()).contains("[::1]:" + port);
            assertThat(script.diary).isEmpty();
        }
    }

    @Test
    @Tag("AT-03")
    void addressThatLeadsToAnotherServerEndsTheStart() throws Exception {
        var other = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        other.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        other.start();
        try {
            String url = "http://localhost:" + other.getAddress().getPort();
            environment.put("REGISTRY_URL", url);

            var problem = failure(start(open()));

            assertThat(problem.code()).isEqualTo(ProblemCode.ANOTHER_SERVER_ANSWERS);
            assertThat(problem.message()).contains(url);
            assertThat(script.diary).doesNotContain("admit").endsWith("close");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void portTakenAfterTheChecksIsToldAsWell() throws Exception {
        int port = Integer.parseInt(environment.get("APPLIANCE_CATALOG_PORT"));
        var thief = new AtomicReference<ServerSocket>();
        script.at("accounts", () -> thief.set(bound(port)));

        var problem = failure(start(open()));

        thief.get().close();
        assertThat(problem.code()).isEqualTo(ProblemCode.PORT_IN_USE);
        assertThat(script.diary).endsWith("listen", "close");
    }

    private static ServerSocket bound(int port) {
        try {
            return new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void messageOfAFailureHoldsNoSecret() throws Exception {
        script.at("database", () -> {
            throw new IllegalStateException("postgresql://ann:hunter2@db refused");
        });

        assertThat(failure(start(open())).message()).contains("refused").doesNotContain("hunter2");
    }

    @Test
    void failedMigrationSaysSo() throws Exception {
        script.at("migrate", () -> {
            throw new IllegalStateException("V2 is missing");
        });

        var problem = failure(start(open()));

        assertThat(problem.code()).isEqualTo(ProblemCode.MIGRATION_FAILED);
        assertThat(problem.message()).contains("V2 is missing");
        assertThat(script.diary).containsExactly("database", "store", "migrate", "close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "store", "accounts", "listen", "self-check"})
    void cancelledStartLeavesNothingListening(String step) throws Exception {
        var reached = new CountDownLatch(1);
        script.at(step, () -> {
            reached.countDown();
            new CountDownLatch(1).await();
        });
        var service = open();
        var start = service.start();
        reached.await();

        assertThat(service.cancel().get(30, SECONDS)).isInstanceOf(Done.class);

        assertThat(start.get(30, SECONDS)).isInstanceOf(Outcome.Overtaken.class);
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.STOPPED);
        assertThat(script.diary).endsWith("close");
        bound(Integer.parseInt(environment.get("APPLIANCE_REGISTRY_PORT"))).close();
        bound(Integer.parseInt(environment.get("APPLIANCE_CATALOG_PORT"))).close();
    }

    @Test
    @Tag("AT-37")
    void refusedUploadsDegradeAndRoomHeals() throws Exception {
        var service = open();
        start(service);

        script.lacksSpace = true;
        await().atMost(40, SECONDS).until(() -> service.snapshot().state() == ApplianceState.DEGRADED);
        assertThat(service.snapshot().problems()).extracting(Problem::code).contains(ProblemCode.DISK_FULL);

        script.lacksSpace = false;
        await().atMost(40, SECONDS).until(() -> service.snapshot().state() == ApplianceState.RUNNING);
    }

    @Test
    void fullDiskDegradesAndRoomHeals() throws Exception {
        var service = open();
        start(service);

        disk.set(new DiskSpace(1, 100L << 30));
        await().atMost(40, SECONDS).until(() -> service.snapshot().state() == ApplianceState.DEGRADED);
        assertThat(service.snapshot().problems()).extracting(Problem::code).contains(ProblemCode.DISK_FULL);

        disk.set(PLENTY);
        await().atMost(40, SECONDS).until(() -> service.snapshot().state() == ApplianceState.RUNNING);
        assertThat(script.diary).endsWith("self-check");
    }

    @Test
    void secondServiceIsToldWhoHasTheFolder() {
        open();

        assertThatThrownBy(this::open).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(ProblemCode.HOME_IN_USE);
            assertThat(refused.problem().message())
                    .contains("process " + ProcessHandle.current().pid());
        });
    }

    @Test
    void folderThatCannotBeMadeIsToldBeforeAnythingElse() throws IOException {
        home = new Home(Files.createFile(folder.resolve("file")));

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(ProblemCode.HOME_NOT_WRITABLE));
    }

    @Test
    @Tag("AT-43")
    void dataOfANewerProgramIsNotTouched() throws IOException {
        Files.createDirectories(home.folder());
        new Instance("00000000", Instant.EPOCH, Instance.FORMAT + 1, "1", "9.9", Map.of()).write(home);
        String before = Files.readString(home.instance());

        assertThatThrownBy(this::open).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(ProblemCode.DATA_FROM_NEWER_VERSION);
            assertThat(refused.problem().message()).contains("9.9");
        });
        assertThat(home.folder().toFile().list()).containsExactly("instance.json");
        assertThat(home.instance()).hasContent(before);
    }

    @Test
    void instanceKeepsItsNumber() throws IOException {
        String first = openAndClose();

        assertThat(openAndClose()).isEqualTo(first).matches("[0-9a-f]{8}");
    }

    private String openAndClose() {
        var service = open();
        String id = service.snapshot().instanceId();
        close(service);
        return id;
    }

    @Test
    void cleanEndIsWrittenDown() throws Exception {
        var service = open();
        start(service);
        assertThat(RunRecord.read(home).orElseThrow())
                .returns("RUNNING", RunRecord::state)
                .returns(false, RunRecord::clean)
                .returns(true, RunRecord::desiredRunning);

        close(service);

        assertThat(RunRecord.read(home).orElseThrow())
                .returns("STOPPED", RunRecord::state)
                .returns(true, RunRecord::clean);
    }

    /** Leaves behind what a process leaves that was killed while it ran. */
    private void crash(int earlierCrashes) throws IOException {
        Files.createDirectories(home.run());
        var now = Instant.now();
        new RunRecord(
                        "RUNNING",
                        1,
                        now.minusSeconds(60),
                        now.minusSeconds(30),
                        false,
                        true,
                        Collections.nCopies(earlierCrashes, now))
                .write(home);
        Files.createDirectories(home.testObjects());
        Files.createFile(home.testObjects().resolve("left over"));
    }

    @Test
    void whatACrashLeftIsPutInOrderAndTold() throws Exception {
        crash(0);
        var service = open();

        assertThat(service.resume().get(30, SECONDS)).isInstanceOf(Done.class);

        assertThat(service.snapshot().problems()).extracting(Problem::code).containsExactly(ProblemCode.RECOVERED);
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.RUNNING);
        assertThat(home.testObjects()).isEmptyDirectory();
    }

    @Test
    void crashIsToldWithTheTimeItWasAway() throws Exception {
        crash(0);
        var lastSign = Instant.now().minusSeconds(7_300).truncatedTo(ChronoUnit.SECONDS);
        var record = RunRecord.read(home).orElseThrow();
        new RunRecord(
                        record.state(),
                        record.pid(),
                        record.processSince(),
                        lastSign.minusSeconds(60),
                        record.clean(),
                        record.desiredRunning(),
                        record.crashes())
                .write(home);
        RunRecord.touch(home, lastSign);
        var service = open();

        start(service);

        assertThat(service.snapshot().problems().get(0).message())
                .contains("It was up since " + lastSign.minusSeconds(60))
                .contains("its last sign of life was at " + lastSign)
                .contains("it was away for 2 hours");
    }

    @Test
    void crashIsStillToldWhenTheNextProcessIsKilledBeforeItStarts() throws Exception {
        crash(0);
        Files.createFile(home.run().resolve(".state.json7.new"));

        open();

        assertThat(RunRecord.read(home).orElseThrow())
                .returns(false, RunRecord::clean)
                .returns(true, RunRecord::desiredRunning);
        assertThat(home.run().resolve(".state.json7.new")).as("left over").doesNotExist();
    }

    @Test
    void crashLoopIsNotResumedByItself() throws Exception {
        crash(2);
        var service = open();

        assertThat(failure(service.resume().get(30, SECONDS)).code()).isEqualTo(ProblemCode.CRASH_LOOP);
        assertThat(start(service)).as("people may still start it").isInstanceOf(Done.class);
    }

    @Test
    void runThatWasEndedOnPurposeIsNotResumed() throws Exception {
        var first = open();
        start(first);
        close(first);

        assertThat(open().resume().get(30, SECONDS)).isInstanceOf(Rejected.class);
    }

    @Test
    void opensWithAStartOnlyWhereTheSettingsSaySo() throws Exception {
        var service = open();
        assertThat(service.opened().get(30, SECONDS)).isInstanceOf(Rejected.class);

        service.change(Map.of("APPLIANCE_START_ON_OPEN", Optional.of("true")));

        assertThat(service.opened().get(30, SECONDS)).isInstanceOf(Done.class);
    }

    @Test
    void crashLoopIsNotResumedByOpeningEither() throws Exception {
        crash(2);
        var service = open();
        service.change(Map.of("APPLIANCE_START_ON_OPEN", Optional.of("true")));

        assertThat(failure(service.opened().get(30, SECONDS)).code()).isEqualTo(ProblemCode.CRASH_LOOP);
    }

    @Test
    void changesOfTheWindowAreToldAtOnceWhoeverMakesThem() throws Exception {
        var service = open();
        var told = new CopyOnWriteArrayList<PanelConfig>();
        try (var watching = service.watchPanel(told::add)) {
            service.change(Map.of("APPLIANCE_THEME", Optional.of("dark")));
            assertThat(told).last().extracting(PanelConfig::look).isEqualTo(PanelConfig.Look.DARK);

            new SettingsSource(home, Map.of(), Map.of(), Clock.systemUTC())
                    .files()
                    .set("APPLIANCE_THEME", "light");

            await().until(() -> told.get(told.size() - 1).look() == PanelConfig.Look.LIGHT);
            assertThat(watching).isNotNull();
        }
    }

    @Test
    void stopWhenIdleWaitsForOpenRequests() throws Exception {
        var service = open();
        start(service);
        script.openRequests = 1;

        var waiting = service.stopWhenIdle(Duration.ofMinutes(1));
        assertThat(waiting.look()).isFalse();
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.RUNNING);
        script.openRequests = 0;

        assertThat(waiting.result().get(30, SECONDS)).isInstanceOf(Done.class);
        assertThat(service.snapshot().state()).isEqualTo(ApplianceState.STOPPED);
    }

    @Test
    void usersAreThereWhileItRuns() throws Exception {
        var service = open();
        assertThatThrownBy(() -> service.users().list())
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("mode persistent");
        start(service);

        service.users().add("ann", "ann@example.org", false, new Users.Entry.Link());

        assertThat(service.users().list()).extracting(Users.User::name).containsExactlyInAnyOrder("admin", "ann");
        service.stop(ApplianceService.DRAIN).get(30, SECONDS);
        assertThatThrownBy(() -> service.users().list()).isInstanceOf(Conflict.class);
    }

    @Test
    void checkLooksAtEverythingAndChangesNothing() throws Exception {
        var results = new StartChecks(
                        new SettingsSource(home, Map.of(), environment, Clock.systemUTC()),
                        path -> disk.get(),
                        Clock.systemUTC())
                .run(false);

        assertThat(results)
                .extracting(CheckResult::id)
                .startsWith("CF", "PF-1", "PF-2", "PF-2", "PF-3", "PF-4", "PF-5", "PF-6", "PF-7", "PF-8", "PF-9");
        assertThat(results).extracting(CheckResult::outcome).doesNotContain(CheckResult.Outcome.FAIL);
        assertThat(home.folder()).doesNotExist();
    }

    @Test
    void checkOfARunningRegistryDoesNotMeetItself() throws Exception {
        var service = open();
        start(service);

        assertThat(service.check().get(30, SECONDS))
                .extracting(CheckResult::outcome)
                .doesNotContain(CheckResult.Outcome.FAIL);
    }

    @Test
    void checkTellsInvalidSettings() throws Exception {
        environment.put("APPLIANCE_BIND", "0.0.0.0");

        assertThat(open().check().get(30, SECONDS)).singleElement().satisfies(result -> {
            assertThat(result.id()).isEqualTo("CF");
            assertThat(result.outcome()).isEqualTo(CheckResult.Outcome.FAIL);
        });
    }

    @Test
    void persistentStartLooksForAnUpdateBeforeItChangesTables() throws Exception {
        environment.put("APPLIANCE_MODE", "persistent");
        environment.put("APPLIANCE_DB", "external");
        environment.put("APPLIANCE_STORE", "folder");
        environment.put("SQLALCHEMY_DATABASE_URI", "postgresql://u:p@127.0.0.1:1/x");
        var plan = new RunPlan(new RunContext.Surroundings(
                new SettingsSource(home, Map.of(), environment, Clock.systemUTC()),
                EarlierRun.of(home, Instant.now()),
                ServiceParts.real(script::make, new Redaction(), settings -> {}, administrators::add),
                new Problems(Clock.systemUTC())));

        assertThat(plan.steps())
                .extracting(Step::id)
                .containsSubsequence("database", "store", "safety-backup", "migrate");
    }
}
