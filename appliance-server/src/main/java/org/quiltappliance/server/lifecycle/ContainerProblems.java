package org.quiltappliance.server.lifecycle;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.lifecycle.Fix.CheckAgain;
import org.quiltappliance.server.lifecycle.Fix.CopyCommand;
import org.quiltappliance.server.lifecycle.Fix.LoadImages;
import org.quiltappliance.server.lifecycle.Fix.OpenSetting;
import org.quiltappliance.server.lifecycle.Fix.ReadHelp;
import org.quiltappliance.server.lifecycle.Fix.ReadHelp.Topic;
import org.quiltappliance.server.lifecycle.Fix.RepairPassword;
import org.quiltappliance.server.lifecycle.Fix.RestartContainer;
import org.quiltappliance.server.lifecycle.Fix.RestoreBackup;
import org.quiltappliance.server.lifecycle.Fix.ReviewImages;
import org.quiltappliance.server.lifecycle.Fix.SaveDiagnostics;
import org.quiltappliance.server.lifecycle.Fix.ShowLog;
import org.quiltappliance.server.lifecycle.Fix.StartInTestMode;
import org.quiltappliance.server.lifecycle.Fix.StartProgram;
import org.quiltappliance.server.lifecycle.Fix.StartReadOnly;
import org.quiltappliance.server.lifecycle.Fix.TryAgain;
import org.quiltappliance.server.lifecycle.Fix.UpgradeData;
import org.quiltappliance.server.lifecycle.Fix.UseAnotherName;
import org.quiltappliance.server.lifecycle.Fix.UseDefault;
import org.quiltappliance.server.lifecycle.Fix.UseImage;
import org.quiltappliance.server.lifecycle.Fix.UseOwnServices;
import org.quiltappliance.server.lifecycle.Fix.UsePort;
import org.quiltappliance.server.lifecycle.Fix.UseVolume;
import org.quiltappliance.server.lifecycle.ProblemCode.Severity;

/** Makes the problems of the catalogue that concern Docker, images, containers and what they hold. */
public final class ContainerProblems {

    private static final String DOCKER_HOST = "APPLIANCE_DOCKER_HOST";
    private static final String DATABASE_IMAGE = "APPLIANCE_DB_IMAGE";

    private final Clock clock;

    public ContainerProblems(Clock clock) {
        this.clock = clock;
    }

    /** Versions of the API that an engine speaks, and those that we do. */
    public record Versions(String lowest, String highest, String oldest, String newest) {
        private Map<String, String> values() {
            return Map.of("lowest", lowest, "highest", highest, "oldest", oldest, "newest", newest);
        }
    }

    /** @param looked where, and what was there */
    public Problem dockerNotInstalled(List<String> looked) {
        return make(
                ProblemCode.DOCKER_NOT_INSTALLED,
                Map.of(),
                looked,
                List.of(new ReadHelp(Topic.INSTALL_DOCKER), new UseOwnServices(), new StartInTestMode()));
    }

    public Problem dockerNotRunning(String program, String endpoint, String reason) {
        return make(
                ProblemCode.DOCKER_NOT_RUNNING,
                Map.of("program", program, "endpoint", endpoint),
                List.of(endpoint + ": " + reason),
                List.of(new StartProgram(program), new CheckAgain(), new StartInTestMode()));
    }

    /** @param user of this process */
    public Problem dockerNoPermission(String endpoint, String user) {
        return make(
                ProblemCode.DOCKER_NO_PERMISSION,
                Map.of("endpoint", endpoint),
                List.of(),
                List.of(new CopyCommand("sudo usermod -aG docker " + user), new CheckAgain()));
    }

    public Problem dockerTooOld(Versions versions) {
        return make(
                ProblemCode.DOCKER_TOO_OLD,
                versions.values(),
                List.of(),
                List.of(new ReadHelp(Topic.UPDATE_DOCKER), new CheckAgain()));
    }

    public Problem dockerTooNew(Versions versions) {
        return make(
                ProblemCode.DOCKER_TOO_NEW,
                versions.values(),
                List.of(),
                List.of(new ReadHelp(Topic.UPDATE_DOCKER), new CheckAgain()));
    }

    public Problem dockerWindowsContainers(String endpoint) {
        return make(
                ProblemCode.DOCKER_WINDOWS_CONTAINERS,
                Map.of(),
                List.of(endpoint + " runs Windows containers"),
                List.of(new ReadHelp(Topic.LINUX_CONTAINERS), new CheckAgain()));
    }

    public Problem dockerRemote(String endpoint) {
        return make(
                ProblemCode.DOCKER_REMOTE,
                Map.of("endpoint", endpoint),
                List.of(),
                List.of(new OpenSetting(DOCKER_HOST), new UseOwnServices()));
    }

    public Problem dockerGone(String endpoint, String reason) {
        return make(
                ProblemCode.DOCKER_GONE,
                Map.of("endpoint", endpoint),
                List.of(reason),
                List.of(new StartProgram("Docker"), new ReadHelp(Topic.START_DOCKER), new CheckAgain()));
    }

    /**
     * The clock of the side where containers run.
     *
     * @param apart how much later it is there
     * @param harmful whether that is so much that storage may refuse what we sign
     * @param store the container of the storage, if we have one
     */
    public Problem clockSkew(Duration apart, boolean harmful, Optional<String> store) {
        var fixes = new ArrayList<Fix>();
        store.ifPresent(container -> fixes.add(new RestartContainer(container)));
        fixes.add(new ReadHelp(Topic.RESTART_DOCKER));
        return make(ProblemCode.CLOCK_SKEW, Map.of("apart", ClockText.of(apart)), List.of(), fixes)
                .as(harmful ? Severity.BLOCKING : Severity.NOTICE);
    }

    /**
     * @param setting that names the image
     * @param fallback another one that would do
     * @param reason in the registry's words
     */
    public Problem imageNotFound(String setting, String image, Optional<String> fallback, String reason) {
        var fixes = new ArrayList<Fix>();
        fallback.ifPresent(other -> fixes.add(new UseImage(setting, other)));
        fixes.add(new LoadImages());
        fixes.add(new OpenSetting(setting));
        return make(ProblemCode.IMAGE_NOT_FOUND, Map.of("image", image), List.of(reason), fixes);
    }

    /** @param registry the name of its computer */
    public Problem imageNoNetwork(String image, String registry, String reason) {
        return make(
                ProblemCode.IMAGE_NO_NETWORK,
                Map.of("image", image, "registry", registry),
                List.of(reason),
                List.of(new TryAgain(), new LoadImages(), new ReadHelp(Topic.DOCKER_PROXY)));
    }

    public Problem imageRateLimit(String image, String registry, String reason) {
        return make(
                ProblemCode.IMAGE_RATE_LIMIT,
                Map.of("registry", registry),
                List.of(image + ": " + reason),
                List.of(new TryAgain(), new LoadImages()));
    }

    /** @param fallback another one that would do */
    public Problem imageWrongCpu(
            String setting, String image, String architecture, Optional<String> fallback, String reason) {
        var fixes = new ArrayList<Fix>();
        fallback.ifPresent(other -> fixes.add(new UseImage(setting, other)));
        fixes.add(new OpenSetting(setting));
        fixes.add(new UseDefault(setting));
        return make(
                ProblemCode.IMAGE_WRONG_CPU,
                Map.of("image", image, "architecture", architecture),
                List.of(reason),
                fixes);
    }

    public Problem imageDigestMismatch(String image, String expected, String actual) {
        return make(
                ProblemCode.IMAGE_DIGEST_MISMATCH,
                Map.of("expected", expected, "actual", actual),
                List.of(image),
                List.of(new TryAgain(), new SaveDiagnostics(), new LoadImages()));
    }

    /**
     * An image in use that is not the one of the settings.
     *
     * @param component what runs it, for people
     */
    public record Outdated(String component, String current, String wanted) {}

    /** @param outdated at least one */
    public Problem imageOutdated(List<Outdated> outdated) {
        Outdated first = outdated.get(0);
        return make(
                ProblemCode.IMAGE_OUTDATED,
                Map.of("component", first.component(), "current", first.current(), "wanted", first.wanted()),
                outdated.stream()
                        .map(one -> one.component() + " runs " + one.current() + "; the setting says " + one.wanted())
                        .toList(),
                List.of(new ReviewImages()));
    }

    /**
     * @param kind of the thing that has our name: container, volume or network
     * @param avoidable whether other names would do
     */
    public Problem containerNameTaken(String name, String kind, boolean avoidable) {
        return make(
                ProblemCode.CONTAINER_NAME_TAKEN,
                Map.of("name", name),
                List.of("the " + kind + " " + name + " does not carry the label of this appliance"),
                avoidable ? List.of(new UseAnotherName(), new CheckAgain()) : List.of(new CheckAgain()));
    }

    /**
     * @param component for people, at the beginning of a sentence
     * @param lines the last that it wrote
     */
    public Problem containerExited(String component, long code, List<String> lines, Path logFile) {
        return make(
                ProblemCode.CONTAINER_EXITED,
                Map.of(
                        "component",
                        component,
                        "code",
                        String.valueOf(code),
                        "lines",
                        lines.isEmpty() ? "none" : lines.get(lines.size() - 1)),
                lines,
                List.of(new TryAgain(), new ShowLog(logFile.toString()), new SaveDiagnostics()));
    }

    public Problem containerStopSlow(String container, long seconds) {
        return make(
                ProblemCode.CONTAINER_STOP_SLOW,
                Map.of("container", container, "seconds", String.valueOf(seconds)),
                List.of(),
                List.of(new CheckAgain()));
    }

    public Problem databaseRefusesPassword(String reason) {
        return make(ProblemCode.DB_AUTH, Map.of(), List.of(reason), List.of(new RepairPassword(), new RestoreBackup()));
    }

    public Problem databaseDown(String container, String reason, Path logFile) {
        return make(
                ProblemCode.DB_DOWN,
                Map.of("reason", reason),
                List.of(),
                List.of(new RestartContainer(container), new ShowLog(logFile.toString())));
    }

    /**
     * As {@link #databaseDown}, when its container ended so often that it is left alone for a while.
     *
     * @param lines the last that it wrote
     */
    public Problem databaseAbandoned(String container, String reason, int times, List<String> lines, Path logFile) {
        return abandoned(ProblemCode.DB_DOWN, container, reason, times, lines, logFile);
    }

    /** As {@link #storeDown}, when its container ended so often that it is left alone for a while. */
    public Problem storeAbandoned(String container, String reason, int times, List<String> lines, Path logFile) {
        return abandoned(ProblemCode.STORE_DOWN, container, reason, times, lines, logFile);
    }

    private Problem abandoned(
            ProblemCode code, String container, String reason, int times, List<String> lines, Path logFile) {
        return make(
                code,
                code + ".abandoned",
                Map.of("reason", reason, "count", String.valueOf(times)),
                lines,
                List.of(new RestartContainer(container), new ShowLog(logFile.toString())));
    }

    /**
     * @param data the major version that made the data
     * @param image the major version in the image
     */
    public Problem databaseMajorMismatch(int data, int image) {
        return make(
                ProblemCode.DB_MAJOR_MISMATCH,
                Map.of("data", String.valueOf(data), "image", String.valueOf(image)),
                List.of(),
                List.of(
                        new UseImage(DATABASE_IMAGE, postgresImage(data)),
                        new UpgradeData(data, image),
                        new OpenSetting(DATABASE_IMAGE)));
    }

    /** An image of that major version of PostgreSQL. */
    public static String postgresImage(int major) {
        return "docker.io/library/postgres:" + major;
    }

    public Problem dataNotOnVolume(String path, String volume) {
        return make(
                ProblemCode.DATA_NOT_ON_VOLUME,
                Map.of("path", path, "volume", volume),
                List.of(),
                List.of(new UseDefault(DATABASE_IMAGE), new SaveDiagnostics()));
    }

    /**
     * A volume without the data that we know were on it.
     *
     * @param data what it held, for people
     * @param gone whether there is no such volume; else it is empty
     * @param others volumes of this appliance that hold data of that kind
     */
    public record MissingVolume(String data, String volume, boolean gone, List<String> others) {
        public MissingVolume {
            others = List.copyOf(others);
        }
    }

    /** @param readable whether there is something to be read without that volume */
    public Problem volumeMissing(MissingVolume missing, boolean readable) {
        var fixes = new ArrayList<Fix>();
        missing.others().forEach(other -> fixes.add(new UseVolume(other)));
        fixes.add(new RestoreBackup());
        if (readable) {
            fixes.add(new StartReadOnly());
        }
        fixes.add(new CheckAgain());
        return make(
                ProblemCode.STORE_DATA_MISSING,
                "STORE_DATA_MISSING.volume",
                Map.of("data", missing.data(), "volume", missing.volume()),
                List.of(
                        missing.gone()
                                ? "Docker has no volume " + missing.volume()
                                : "The volume " + missing.volume() + " is empty"),
                fixes);
    }

    public Problem storeDown(String container, String reason, Path logFile) {
        return make(
                ProblemCode.STORE_DOWN,
                Map.of("reason", reason),
                List.of(),
                List.of(new RestartContainer(container), new ShowLog(logFile.toString())));
    }

    /**
     * @param port on this computer that a container should have
     * @param next a free one
     */
    public Problem portTaken(String setting, int port, int next, String reason) {
        return make(
                ProblemCode.PORT_IN_USE,
                Map.of("port", String.valueOf(port), "address", "127.0.0.1:" + port, "holder", "Another program"),
                List.of(reason),
                List.of(new UsePort(setting, next), new UseDefault(setting), new CheckAgain()));
    }

    /**
     * Something that the catalogue has no words for.
     *
     * @param component for people, at the beginning of a sentence
     */
    public Problem refused(String component, String reason) {
        return make(
                ProblemCode.INTERNAL,
                Map.of("component", component, "message", reason),
                List.of(),
                List.of(new TryAgain(), new SaveDiagnostics(), new CheckAgain()));
    }

    private Problem make(ProblemCode code, Map<String, String> values, List<String> evidence, List<Fix> fixes) {
        return make(code, code.name(), values, evidence, fixes);
    }

    private Problem make(
            ProblemCode code, String text, Map<String, String> values, List<String> evidence, List<Fix> fixes) {
        return Problem.of(code, text, values, evidence, fixes, clock.instant());
    }
}
