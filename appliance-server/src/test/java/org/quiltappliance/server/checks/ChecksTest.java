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

        assertThat(run(PLENTY).values()).extracting(CheckResult::outcome).containsOnly(Outcome.OK);
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
                new Check("slow", "Slow", () -> {
                    never.await();
                    return Finding.ok("");
                }),
                new Check("broken", "Broken", () -> {
                    throw new IOException("no");
                }),
                new Check("good", "Good", () -> Finding.ok("fine")));

        var results = new Preflight(checks, Duration.ofMillis(200)).run();

        assertThat(results)
                .extracting(CheckResult::outcome)
                .containsExactly(Outcome.SKIPPED, Outcome.SKIPPED, Outcome.OK);
        assertThat(results.get(1).detail()).contains("no");
    }
}
