package org.quiltappliance.server.lifecycle;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.home.HomeLock;
import org.quiltappliance.server.lifecycle.Fix.ReadHelp.Topic;
import org.quiltappliance.server.lifecycle.Problems.Nearness;

class ProblemCatalogueTest {

    private static final Path FOLDER = Path.of("/home/ann/.local/share/quilt-appliance");
    private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(TIME.plus(Duration.ofHours(3)), ZoneOffset.UTC);
    private static final List<String> EVIDENCE = List.of("127.0.0.1:5000 is held by nginx");

    /** One of each kind. */
    static Stream<Problem> problems() {
        return Stream.of(ofTheProgram(new Problems(CLOCK)), ofPlacesElsewhere(new DataProblems(CLOCK)), ofContainers())
                .flatMap(problems -> problems);
    }

    private static Stream<Problem> ofContainers() {
        var problems = new ContainerProblems(CLOCK);
        var versions = new ContainerProblems.Versions("1.24", "1.39", "1.40", "1.44");
        return Stream.of(
                problems.dockerNotInstalled(List.of("/var/run/docker.sock: not there")),
                problems.dockerNotRunning("Docker Desktop", "unix:///var/run/docker.sock", "Connection refused"),
                problems.dockerNoPermission("unix:///var/run/docker.sock", "ann"),
                problems.dockerTooOld(versions),
                problems.dockerTooNew(versions),
                problems.dockerWindowsContainers("npipe:////./pipe/docker_engine"),
                problems.dockerRemote("tcp://192.0.2.1:2375"),
                problems.dockerGone("unix:///var/run/docker.sock", "end of stream"),
                problems.imageNotFound("APPLIANCE_DB_IMAGE", "a/b:1", Optional.of("c/d:1"), "denied"),
                problems.imageNoNetwork("a/b:1", "docker.io", "timeout"),
                problems.imageRateLimit("a/b:1", "docker.io", "toomanyrequests"),
                problems.imageWrongCpu(
                        "APPLIANCE_DB_IMAGE", "a/b:1", "arm64", Optional.of("c/d:1"), "no matching manifest"),
                problems.clockSkew(Duration.ofSeconds(-90), false, Optional.of("store")),
                problems.imageDigestMismatch("a/b:1", "sha256:a", "sha256:b"),
                problems.imageOutdated(List.of(new ContainerProblems.Outdated("PostgreSQL", "a/b:1", "a/b:2"))),
                problems.containerNameTaken("quilt-appliance-0a1b2c3d-postgres", "container", true),
                problems.containerExited("The object storage", 137, List.of("out of memory"), FOLDER),
                problems.containerStopSlow("quilt-appliance-0a1b2c3d-postgres", 60),
                problems.databaseRefusesPassword("password authentication failed"),
                problems.databaseDown("postgres", "refused", FOLDER),
                problems.databaseAbandoned("postgres", "refused", 5, List.of("out of memory"), FOLDER),
                problems.storeAbandoned("store", "refused", 5, List.of("out of memory"), FOLDER),
                problems.databaseMajorMismatch(15, 17),
                problems.dataNotOnVolume("/elsewhere", "quilt-appliance-0a1b2c3d-pg17"),
                problems.volumeMissing(
                        new ContainerProblems.MissingVolume(
                                "files", "quilt-appliance-0a1b2c3d-objects", true, List.of("a-copy")),
                        true),
                problems.storeDown("store", "refused", FOLDER),
                problems.portTaken("APPLIANCE_DB_PORT", 5432, 5433, "port is already allocated"),
                problems.refused("The object storage", "no space left on device"));
    }

    private static Stream<Problem> ofPlacesElsewhere(DataProblems data) {
        var bucket = new DataProblems.Bucket("http://s3:9000", "package", "AccessDenied");
        return Stream.of(
                data.bucketUnreachable(bucket),
                data.bucketRefusesKeys(bucket),
                data.bucketMissing(bucket),
                data.bucketNoRights(bucket),
                data.bucketClock(bucket),
                data.bucketRefuses(bucket),
                data.databaseUnreachable("db:5432/quilt", "refused"),
                data.databaseTls("db:5432/quilt", "no certificate"),
                data.databaseRefusesUs("db:5432/quilt", "wrong password"),
                data.databaseTooOld("db:5432/quilt", "it is 9.6"),
                data.databaseNoRights("db:5432/quilt", "the user may not make tables"),
                data.databaseForeign("db:5432/quilt", "wiki, page"),
                data.databaseDown("connection refused"),
                data.storeDown("connection refused"),
                data.databaseClockSkew("db:5432/quilt", Duration.ofSeconds(90), false),
                data.storeClockSkew("http://s3:9000", Duration.ofSeconds(-900), true),
                data.storeDataMissing(
                        new DataProblems.Missing("the folder /data", 20, 0, List.of("a-copy"), "APPLIANCE_STORE")),
                data.storeDataMissingWhileReading(
                        new DataProblems.Missing("the folder /data", 20, 0, List.of(), "APPLIANCE_STORE")));
    }

    private static Stream<Problem> ofTheProgram(Problems problems) {
        return Stream.of(
                problems.portInUse(
                        "APPLIANCE_REGISTRY_PORT", 65535, "[::1]:65535", "nginx (process 1)", 5001, EVIDENCE),
                problems.portInUseByAirPlay("APPLIANCE_REGISTRY_PORT", 5000, 5001, EVIDENCE),
                problems.portInUseByContainer("APPLIANCE_REGISTRY_PORT", 5000, "web", "nginx:1", 5001, EVIDENCE),
                problems.portReserved("APPLIANCE_REGISTRY_PORT", 5000, 4990, 5089, 5090),
                problems.portInUseByOwnProcess(5000, 12, TIME, EVIDENCE),
                problems.portForbidden("APPLIANCE_CATALOG_PORT", 80, 3000, "Permission denied"),
                problems.bindAddressGone("APPLIANCE_BIND", "192.168.1.2", List.of("192.168.1.3")),
                problems.bindAddressGone("APPLIANCE_BIND", "192.168.1.2", List.of()),
                problems.anotherServerAnswers(
                        "APPLIANCE_REGISTRY_PORT", "http://localhost:5000", "[::1]:5000", "HTTP/1.1 403", 5001),
                problems.homeNotWritable(FOLDER, "no permission"),
                problems.homeInUse(FOLDER, new HomeLock.Holder(12, TIME, "1.0", "ann")),
                problems.configInvalid(List.of(new SettingProblem("TEAM_ID", "is bad."))),
                problems.configInvalid(List.of(
                        new SettingProblem("appliance.env, line 3", "has no =."),
                        new SettingProblem("TEAM_ID", "is bad."))),
                problems.dataFromNewerVersion("9.0", "1.0"),
                problems.diskTooSmall(FOLDER, 500L << 20, 3L << 20),
                problems.diskFull("the disk of Docker", 3L << 20),
                problems.diskFullElsewhere("db:5432/quilt"),
                problems.diskLow(FOLDER.toString(), 3L << 20),
                problems.mailFailing("The mail server mail:25 cannot be reached."),
                problems.databasePoolWait(3, Duration.ofSeconds(40)),
                problems.heapHigh(95, 512L << 20),
                problems.clockWrong(TIME),
                problems.migrationFailed("out of order", FOLDER),
                problems.migrationFailed(
                        "out of order", FOLDER, "1.0", "2026-01-01T000000Z-0a1b", List.of("a-former-one")),
                problems.tlsKeystoreBad("APPLIANCE_TLS_KEYSTORE_PASSWORD", "The password of the key store is wrong."),
                problems.certInvalid("APPLIANCE_TLS_CERT", "The certificate has expired."),
                problems.certExpires("APPLIANCE_TLS", TIME, Nearness.MONTH),
                problems.certExpires("APPLIANCE_TLS", TIME, Nearness.WEEK),
                problems.certExpires("APPLIANCE_TLS", TIME, Nearness.DAY),
                problems.certExpires("APPLIANCE_TLS", TIME, Nearness.PAST),
                problems.defaultPassword(List.of("admin")),
                problems.defaultPasswordShared("APPLIANCE_BIND", List.of("admin"), "Everyone"),
                problems.secretKeyDiffers("QUILT_SECRET_KEY", List.of("one /home/ann")),
                problems.crashLoop(List.of(TIME, TIME, TIME)),
                problems.recovered(TIME, TIME, List.of(), FOLDER),
                problems.backupOverdue(Optional.of(TIME), FOLDER),
                problems.publicUrlUnverified("https://registry.example.org", "timed out"),
                problems.internal("Opening the ports", "no", FOLDER));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void hasTitleMessageAndFixes(Problem problem) {
        assertThat(problem.title()).isNotBlank().hasSizeLessThanOrEqualTo(60).doesNotContain("{");
        assertThat(problem.message()).isNotBlank().doesNotContain("{");
        assertThat(problem.fixes()).isNotEmpty();
        assertThat(problem.fixes())
                .allSatisfy(fix -> assertThat(fix.text()).isNotBlank().doesNotContain("{"));
    }

    /** With {@code -Dproblems.write=true} the page is made anew. */
    @Test
    void manualSaysWhatTheCatalogueSays() throws IOException {
        String made = ProblemsPage.of(problems().toList());
        if (Boolean.getBoolean("problems.write")) {
            Files.writeString(ProblemsPage.MANUAL, made);
        }

        assertThat(ProblemsPage.MANUAL)
                .as("make it anew with -Dproblems.write=true")
                .usingCharset(StandardCharsets.UTF_8)
                .hasContent(made);
    }

    @Test
    void everyCodeIsCovered() {
        assertThat(problems().map(Problem::code).collect(toSet())).containsExactlyInAnyOrder(ProblemCode.values());
    }

    @Test
    void everyFixIsOffered() {
        Set<Class<?>> offered = problems()
                .flatMap(problem -> problem.fixes().stream())
                .map(Object::getClass)
                .collect(toSet());

        assertThat(offered).containsExactlyInAnyOrder(Fix.class.getPermittedSubclasses());
    }

    @Test
    void everyTextIsUsed() {
        Set<String> used = Stream.concat(
                        Stream.concat(
                                        Arrays.stream(ProblemCode.values())
                                                .filter(code -> code != ProblemCode.CERT_EXPIRES)
                                                .map(Enum::name),
                                        Stream.of(
                                                "DB_DOWN.abandoned",
                                                "STORE_DOWN.abandoned",
                                                "CERT_EXPIRES.month",
                                                "CERT_EXPIRES.week",
                                                "CERT_EXPIRES.day",
                                                "CERT_EXPIRES.past",
                                                "PORT_IN_USE.container",
                                                "PORT_IN_USE.airplay",
                                                "PORT_IN_USE.own",
                                                "CONFIG_INVALID.many",
                                                "DB_AUTH.elsewhere",
                                                "MIGRATION_FAILED.saved",
                                                "CLOCK_SKEW.database",
                                                "CLOCK_SKEW.store",
                                                "DISK_FULL.elsewhere",
                                                "STORE_DATA_MISSING.reading",
                                                "STORE_DATA_MISSING.volume",
                                                "DEFAULT_PASSWORD.shared"))
                                .flatMap(code -> Stream.of(code + ".title", code + ".message")),
                        Stream.concat(
                                Arrays.stream(Fix.class.getPermittedSubclasses())
                                        .filter(fix -> fix != Fix.ReadHelp.class)
                                        .map(fix -> "fix." + fix.getSimpleName()),
                                Arrays.stream(Topic.values()).map(topic -> "fix.ReadHelp." + topic)))
                .collect(toSet());

        assertThat(Collections.list(ProblemTexts.bundle().getKeys())).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void firstFixOfATakenPortIsTheNextFreeOne() {
        var problem = problems().findFirst().orElseThrow();

        assertThat(problem.fixes().get(0).text()).isEqualTo("Use port 5001 instead");
        assertThat(problem.fixes().get(0).command()).contains("config set APPLIANCE_REGISTRY_PORT 5001");
        assertThat(problem.message())
                .isEqualTo("nginx (process 1) is already listening on [::1]:65535. Only one program can use a port at a"
                        + " time.");
    }

    /** The fixes of the table, by the texts of which problem they are, in its order; others may follow. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PORT_IN_USE | Port 65535 is in use | UsePort CheckAgain
            PORT_IN_USE | macOS uses port 5000 for AirPlay | UsePort OpenSystemSettings CheckAgain
            PORT_IN_USE | A container uses port 5000 | UsePort CheckAgain
            PORT_IN_USE | An earlier run is still closing | TryAgain StopOwnProcess
            PORT_RESERVED | Windows reserves port 5000 | UsePort ReadHelp
            PORT_FORBIDDEN | Port 80 needs administrator rights | UsePort ReadHelp
            BIND_ADDRESS_GONE | The address to listen on is not there | UseAddress UseThisComputerOnly CheckAgain
            ANOTHER_SERVER_ANSWERS | Another program answers in our place | UsePort CheckAgain
            HOME_NOT_WRITABLE | Cannot write to the data folder | ChooseFolder OpenFolder TryAgain
            HOME_IN_USE | Already running | ShowOther Quit
            CONFIG_INVALID | A setting is not valid | OpenSetting UseDefault
            DATA_FROM_NEWER_VERSION | This data needs a newer version | Quit RestoreBackup
            DISK_TOO_SMALL | Not enough disk space | CleanUp ChooseFolder
            DOCKER_NOT_INSTALLED | Docker was not found | ReadHelp UseOwnServices StartInTestMode
            DOCKER_NOT_RUNNING | Docker is installed but not running | StartProgram CheckAgain StartInTestMode
            DOCKER_NO_PERMISSION | Not allowed to use Docker | CopyCommand CheckAgain
            DOCKER_TOO_OLD | This Docker version is too old | ReadHelp CheckAgain
            DOCKER_TOO_NEW | This Docker version is too new | ReadHelp CheckAgain
            DOCKER_WINDOWS_CONTAINERS | Docker is set to Windows containers | ReadHelp CheckAgain
            DOCKER_REMOTE | Docker runs on another computer | OpenSetting UseOwnServices
            IMAGE_NOT_FOUND | The image is not available | UseImage LoadImages OpenSetting
            IMAGE_NO_NETWORK | Cannot download an image | TryAgain LoadImages ReadHelp
            IMAGE_RATE_LIMIT | Download limit reached | TryAgain LoadImages
            IMAGE_WRONG_CPU | The image does not fit this processor | UseImage OpenSetting
            IMAGE_DIGEST_MISMATCH | The image is not the expected one | TryAgain SaveDiagnostics
            CONTAINER_NAME_TAKEN | A container with our name is not ours | UseAnotherName CheckAgain
            CONTAINER_EXITED | The object storage stopped while starting | TryAgain ShowLog SaveDiagnostics
            DB_AUTH | The database refuses our password | RepairPassword RestoreBackup
            DATA_NOT_ON_VOLUME | Data would not be kept | UseDefault SaveDiagnostics
            DB_SCHEMA_FOREIGN | This database belongs to something else | OpenSetting
            DB_UNREACHABLE | The database does not answer | CheckAgain OpenSetting
            DB_TLS | The database cannot be reached encrypted | CheckAgain OpenSetting
            DB_NO_RIGHTS | The database user may do too little | CheckAgain OpenSetting
            S3_UNREACHABLE | The S3 server does not answer | CheckAgain OpenSetting
            S3_NO_BUCKET | The bucket is not there | CreateBucket OpenSetting
            S3_NO_RIGHTS | The S3 keys may do too little | CheckAgain OpenSetting
            STORE_DATA_MISSING | Stored files are missing | UseVolume RestoreBackup StartReadOnly
            STORE_DATA_MISSING | A volume with data is missing | UseVolume RestoreBackup StartReadOnly
            MIGRATION_FAILED | The database could not be updated | GoBack SaveDiagnostics
            TLS_KEYSTORE_BAD | The key store cannot be opened | OpenSetting UseSelfSigned
            CERT_INVALID | The certificate cannot be used | OpenSetting UseSelfSigned
            CRASH_LOOP | Stopped 3 times in ten minutes | TryAgain SaveDiagnostics
            INTERNAL | Something unexpected happened | TryAgain SaveDiagnostics
            DB_DOWN | The database does not answer | RestartContainer ShowLog
            STORE_DOWN | The storage does not answer | RestartContainer ShowLog
            DOCKER_GONE | Docker does not answer any more | StartProgram ReadHelp
            DISK_FULL | The disk is full | OpenFolder CleanUp ReadHelp
            DISK_LOW | The disk is nearly full | CleanUp
            CLOCK_SKEW | The clock of Docker is wrong | RestartContainer ReadHelp
            CERT_EXPIRES | The certificate expires within a month | RenewCertificate OpenSetting
            MAIL_FAILING | Mails cannot be sent | OpenSetting SendTestMail
            BACKUP_OVERDUE | There is no recent backup | BackUpNow OpenSetting
            DB_POOL_WAIT | Requests wait for the database | OpenSetting
            HEAP_HIGH | Memory runs short | SaveDiagnostics
            IMAGE_OUTDATED | Another image is set than the one in use | ReviewImages
            DEFAULT_PASSWORD | An administrator has the test password | ChangePassword
            RECOVERED | The last run ended without being stopped | ShowLog
            """)
    void fixesComeInTheOrderOfTheTable(ProblemCode code, String title, String fixes) {
        assertThat(problems())
                .filteredOn(problem -> problem.code() == code && problem.title().equals(title))
                .anySatisfy(problem -> assertThat(problem.fixes())
                        .extracting(fix -> fix.getClass().getSimpleName())
                        .startsWith(fixes.split(" ")));
    }

    @Test
    void endOfACertificateBlocksOnlyWhenItHasCome() {
        assertThat(problems().filter(problem -> problem.code() == ProblemCode.CERT_EXPIRES))
                .extracting(Problem::isBlocking)
                .containsExactly(false, false, false, true);
    }
}
