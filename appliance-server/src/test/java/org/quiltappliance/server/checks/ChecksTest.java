package org.quiltappliance.server.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.checks.Check.Finding;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.config.AccessConfig;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.DockerConfig;
import org.quiltappliance.server.config.FirstAdministrator;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.ObjectsConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.SignInConfig;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.monitoring.DiskSpace;

class ChecksTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    private static final Clock LONG_AGO = Clock.fixed(Instant.parse("1980-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final long GIBIBYTE = 1L << 30;
    private static final DiskSpace PLENTY = new DiskSpace(50 * GIBIBYTE, 100 * GIBIBYTE);

    @TempDir
    Path folder;

    private ApplianceConfig config(String bind, String registryUrl) {
        return new ApplianceConfig(
                Mode.TEST,
                folder,
                "Checks",
                new HttpConfig(bind, 0, 0, URI.create(registryUrl), URI.create("http://localhost"), 1, 1),
                new DatabaseConfig.Memory("checks", 2),
                new ObjectsConfig(folder.resolve("test"), false, Duration.ofHours(1), true, 0),
                new AccessConfig(false, false, true, true, Optional.empty(), Optional.empty()),
                new MailConfig(Optional.empty(), "a@b"),
                new SignInConfig(Optional.empty()),
                new Secret("0123456789abcdef"),
                DockerConfig.STANDARD,
                new BackupConfig(folder.resolve("backups"), BackupConfig.Schedule.OFF, 7),
                FirstAdministrator.STANDARD);
    }

    private Map<String, CheckResult> run(ApplianceConfig config, DiskSpace space, Clock clock)
            throws InterruptedException {
        return new Checks(config, port -> List.of(), path -> space, clock)
                .preflight(Optional.empty(), false, List.of()).run().stream()
                        .collect(Collectors.toMap(CheckResult::id, result -> result, (one, other) -> one));
    }

    private Map<String, CheckResult> run(DiskSpace space) throws InterruptedException {
        return run(config("127.0.0.1", "http://localhost"), space, NOW);
    }

    @Test
    void ordinaryComputerPasses() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));

        var results = run(PLENTY);

        assertThat(results.get("PF-4").outcome()).as("not on this system").isEqualTo(Outcome.SKIPPED);
        assertThat(results.get("PF-E1").outcome())
                .as("not with a database in memory")
                .isEqualTo(Outcome.SKIPPED);
        assertThat(results.values())
                .filteredOn(result -> !result.id().matches("PF-4|PF-E1"))
                .extracting(CheckResult::outcome)
                .containsOnly(Outcome.OK);
    }

    @Test
    void whoeverListensOnOurPortsIsNamed() throws InterruptedException {
        var holder = new PortHolder(
                "0.0.0.0", 0, Optional.of("ann"), Optional.of(new PortHolder.Program(12, "nginx", "nginx -g")));
        var results = new Checks(config("127.0.0.1", "http://localhost"), port -> List.of(holder), path -> PLENTY, NOW)
                .preflight(Optional.empty(), false, Checks.Others.NONE)
                .run();

        assertThat(results)
                .filteredOn(result -> result.id().equals("PF-3"))
                .singleElement()
                .satisfies(result -> assertThat(result.detail()).contains("nginx (process 12, user ann) at 0.0.0.0:0"));
    }

    private ApplianceConfig inContainers() {
        var plain = config("127.0.0.1", "http://localhost");
        return plain.with(
                new DatabaseConfig.Managed(Optional.empty(), 0, new Secret("p"), 10, Optional.empty()),
                plain.objects());
    }

    private CheckResult diskBesideContainers(long freeAtHome, long freeForVolumes) throws InterruptedException {
        return diskBesideContainers(freeAtHome, freeForVolumes, 0);
    }

    private CheckResult diskBesideContainers(long freeAtHome, long freeForVolumes, long arriving)
            throws InterruptedException {
        var volumes = Path.of("/");
        DiskSpace.Gauge disks =
                path -> new DiskSpace(path.equals(volumes) ? freeForVolumes : freeAtHome, 100 * GIBIBYTE);
        return new Checks(inContainers(), port -> List.of(), disks, NOW)
                        .withArriving(arriving)
                        .preflight(
                                Optional.empty(),
                                false,
                                new Checks.Others(
                                        PortPublishers.nobody(), () -> Optional.of(volumes), List.of(), List.of()))
                        .run()
                        .stream()
                        .filter(result -> result.id().equals("PF-5"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void whatIsGoingToBeCopiedNeedsRoomBesidesWhereTheObjectsAre() throws InterruptedException {
        assertThat(diskBesideContainers(50 * GIBIBYTE, 60 * GIBIBYTE, 20 * GIBIBYTE)
                        .outcome())
                .isEqualTo(Outcome.OK);
        assertThat(diskBesideContainers(50 * GIBIBYTE, 29 * GIBIBYTE, 20 * GIBIBYTE)
                        .outcome())
                .isEqualTo(Outcome.WARN);
        var full = diskBesideContainers(50 * GIBIBYTE, 24 * GIBIBYTE, 20 * GIBIBYTE);
        assertThat(full.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(full.problem().orElseThrow().message()).contains("25600 MB needed");
    }

    @Test
    void volumesNeedRoomOnTheirOwnDisk() throws InterruptedException {
        assertThat(diskBesideContainers(50 * GIBIBYTE, 4 * GIBIBYTE)
                        .problem()
                        .orElseThrow()
                        .message())
                .contains("5120 MB needed", "4096 MB free");
        assertThat(diskBesideContainers(50 * GIBIBYTE, 9 * GIBIBYTE).outcome()).isEqualTo(Outcome.WARN);
        assertThat(diskBesideContainers(50 * GIBIBYTE, 11 * GIBIBYTE).outcome()).isEqualTo(Outcome.OK);
        assertThat(diskBesideContainers(GIBIBYTE, 50 * GIBIBYTE).outcome()).isEqualTo(Outcome.FAIL);
    }

    @Test
    void folderThatOthersMayReadIsAWarning() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(run(PLENTY).get("PF-1").outcome()).isEqualTo(Outcome.WARN);
    }

    @Test
    void folderThatIsCopiedElsewhereIsAWarning() throws IOException {
        Path synced = Files.createDirectories(folder.resolve("OneDrive/registry"));

        assertThat(new HomeCheck(synced, new Problems(NOW)).find().outcome()).isEqualTo(Outcome.WARN);
        assertThat(synced).isEmptyDirectory();
    }

    @Test
    void folderThatCannotBeWrittenFails() {
        // Even the system's administrator cannot make files here.
        var finding = new HomeCheck(Path.of("/proc/self"), new Problems(NOW)).find();

        assertThat(finding.problem()).map(Problem::code).contains(ProblemCode.HOME_NOT_WRITABLE);
    }

    @Test
    void smallDiskFails() throws InterruptedException {
        var result = run(new DiskSpace(100 << 20, 100 * GIBIBYTE)).get("PF-5");

        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.problem().orElseThrow().message())
                .contains("500 MB needed")
                .contains("100 MB free");
    }

    @Test
    void nearlyFullDiskIsAWarning() throws InterruptedException {
        assertThat(run(new DiskSpace(2 * GIBIBYTE, 100 * GIBIBYTE)).get("PF-5").outcome())
                .isEqualTo(Outcome.WARN);
    }

    @Test
    void clockOfAnotherCenturyFails() throws InterruptedException {
        var result =
                run(config("127.0.0.1", "http://localhost"), PLENTY, LONG_AGO).get("PF-8");

        assertThat(result.problem().map(Problem::code)).contains(ProblemCode.CLOCK_WRONG);
    }

    @Test
    void addressThatIsNotHereFails() throws InterruptedException {
        // A range for examples (RFC 5737).
        var result = run(config("192.0.2.1", "http://localhost"), PLENTY, NOW).get("PF-7");

        assertThat(result.problem().map(Problem::code)).contains(ProblemCode.BIND_ADDRESS_GONE);
    }

    @Test
    void nameThatLeadsElsewhereIsAWarning() throws InterruptedException {
        assertThat(run(config("127.0.0.1", "http://192.0.2.1"), PLENTY, NOW)
                        .get("PF-7")
                        .outcome())
                .isEqualTo(Outcome.WARN);
        assertThat(run(config("127.0.0.1", "http://no.such.host.invalid"), PLENTY, NOW)
                        .get("PF-7")
                        .outcome())
                .isEqualTo(Outcome.WARN);
    }

    @Test
    void portsOfARunningRegistryAreItsOwn() throws InterruptedException {
        var results = new Checks(config("127.0.0.1", "http://localhost"), path -> PLENTY, NOW)
                .preflight(Optional.empty(), true, List.of())
                .run();

        assertThat(results)
                .filteredOn(result -> result.id().equals("PF-2"))
                .hasSize(2)
                .extracting(CheckResult::outcome)
                .containsOnly(Outcome.SKIPPED);
    }

    @Test
    void slowOrBrokenCheckIsSkippedAndTheOthersAreKept() throws InterruptedException {
        var never = new CountDownLatch(1);
        var checks = List.of(
                new Check("slow", "Slow", Duration.ofMillis(200), () -> {
                    never.await();
                    return Finding.ok("");
                }),
                new Check("broken", "Broken", () -> {
                    throw new IOException("no");
                }),
                new Check("good", "Good", () -> Finding.ok("fine")));

        var results = new Preflight(checks).run();

        assertThat(results)
                .extracting(CheckResult::outcome)
                .containsExactly(Outcome.SKIPPED, Outcome.SKIPPED, Outcome.OK);
        assertThat(results.get(1).detail()).contains("no");
    }
}
