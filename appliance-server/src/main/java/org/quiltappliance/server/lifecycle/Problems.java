package org.quiltappliance.server.lifecycle;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.config.SettingProblem;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.home.HomeLock;
import org.quiltappliance.server.lifecycle.Fix.BackUpNow;
import org.quiltappliance.server.lifecycle.Fix.ChangePassword;
import org.quiltappliance.server.lifecycle.Fix.CheckAgain;
import org.quiltappliance.server.lifecycle.Fix.ChooseFolder;
import org.quiltappliance.server.lifecycle.Fix.CleanUp;
import org.quiltappliance.server.lifecycle.Fix.GoBack;
import org.quiltappliance.server.lifecycle.Fix.OpenFolder;
import org.quiltappliance.server.lifecycle.Fix.OpenSetting;
import org.quiltappliance.server.lifecycle.Fix.OpenSystemSettings;
import org.quiltappliance.server.lifecycle.Fix.Quit;
import org.quiltappliance.server.lifecycle.Fix.ReadHelp;
import org.quiltappliance.server.lifecycle.Fix.ReadHelp.Topic;
import org.quiltappliance.server.lifecycle.Fix.RenewCertificate;
import org.quiltappliance.server.lifecycle.Fix.RestoreBackup;
import org.quiltappliance.server.lifecycle.Fix.SaveDiagnostics;
import org.quiltappliance.server.lifecycle.Fix.SendTestMail;
import org.quiltappliance.server.lifecycle.Fix.ShowLog;
import org.quiltappliance.server.lifecycle.Fix.ShowOther;
import org.quiltappliance.server.lifecycle.Fix.StopOwnProcess;
import org.quiltappliance.server.lifecycle.Fix.TryAgain;
import org.quiltappliance.server.lifecycle.Fix.UseAddress;
import org.quiltappliance.server.lifecycle.Fix.UseDefault;
import org.quiltappliance.server.lifecycle.Fix.UsePort;
import org.quiltappliance.server.lifecycle.Fix.UseSelfSigned;
import org.quiltappliance.server.lifecycle.Fix.UseThisComputerOnly;
import org.quiltappliance.server.lifecycle.Fix.UseVolume;
import org.quiltappliance.server.lifecycle.ProblemCode.Severity;

/** Makes the problems of the catalogue ({@code control-panel.md} 5.6 and 6), each with its evidence and fixes. */
public final class Problems {

    private static final long MEBIBYTE = 1024 * 1024;

    private final Clock clock;

    public Problems(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param setting the name of the port's setting
     * @param address that could not be had, for people: {@code 127.0.0.1:5000} or {@code [::1]:5000}
     * @param holder who listens there, for people
     * @param next a free port
     */
    public Problem portInUse(String setting, int port, String address, String holder, int next, List<String> evidence) {
        var values = Map.of("port", String.valueOf(port), "address", address, "holder", holder);
        return make(
                ProblemCode.PORT_IN_USE,
                "PORT_IN_USE",
                values,
                evidence,
                List.of(new UsePort(setting, next), new CheckAgain()));
    }

    /** As {@link #portInUse}, when the AirPlay Receiver of macOS listens there. */
    public Problem portInUseByAirPlay(String setting, int port, int next, List<String> evidence) {
        return make(
                ProblemCode.PORT_IN_USE,
                "PORT_IN_USE.airplay",
                Map.of("port", String.valueOf(port)),
                evidence,
                List.of(new UsePort(setting, next), new OpenSystemSettings(), new CheckAgain()));
    }

    /** As {@link #portInUse}, when a container publishes it. @param image that the container was made from */
    public Problem portInUseByContainer(
            String setting, int port, String container, String image, int next, List<String> evidence) {
        return make(
                ProblemCode.PORT_IN_USE,
                "PORT_IN_USE.container",
                Map.of("port", String.valueOf(port), "name", container, "image", image),
                evidence,
                List.of(new UsePort(setting, next), new CheckAgain()));
    }

    /** @param from begin of the range that Windows keeps @param to its end */
    public Problem portReserved(String setting, int port, int from, int to, int next) {
        return make(
                ProblemCode.PORT_RESERVED,
                Map.of("port", String.valueOf(port), "from", String.valueOf(from), "to", String.valueOf(to)),
                List.of(),
                List.of(new UsePort(setting, next), new ReadHelp(Topic.FREE_PORT)));
    }

    /** As {@link #portInUse}, when an earlier process of this home folder listens there. */
    public Problem portInUseByOwnProcess(int port, long pid, Instant since, List<String> evidence) {
        return make(
                ProblemCode.PORT_IN_USE,
                "PORT_IN_USE.own",
                Map.of("port", String.valueOf(port), "pid", String.valueOf(pid), "time", since.toString()),
                evidence,
                List.of(new TryAgain(), new StopOwnProcess(pid)));
    }

    public Problem portForbidden(String setting, int port, int next, String reason) {
        return make(
                ProblemCode.PORT_FORBIDDEN,
                Map.of("port", String.valueOf(port)),
                List.of(reason),
                List.of(new UsePort(setting, next), new ReadHelp(Topic.LOW_PORT), new CheckAgain()));
    }

    /** @param present the addresses that this computer has now */
    public Problem bindAddressGone(String setting, String address, List<String> present) {
        var fixes = new ArrayList<Fix>();
        present.stream().limit(1).forEach(current -> fixes.add(new UseAddress(setting, current)));
        fixes.add(new UseThisComputerOnly(setting));
        fixes.add(new CheckAgain());
        return make(
                ProblemCode.BIND_ADDRESS_GONE,
                Map.of("address", address, "current", present.isEmpty() ? "none" : String.join(", ", present)),
                List.of(),
                fixes);
    }

    /**
     * @param url that was asked
     * @param asked the address that answered, for people
     * @param answer what it said, for people
     */
    public Problem anotherServerAnswers(String setting, String url, String asked, String answer, int next) {
        return make(
                ProblemCode.ANOTHER_SERVER_ANSWERS,
                Map.of("url", url, "address", asked, "answer", answer),
                List.of(asked + " answered: " + answer),
                List.of(new UsePort(setting, next), new CheckAgain()));
    }

    /** As {@link #anotherServerAnswers}, at an address that somebody chose: another port of ours does not help. */
    public Problem chosenAddressLeadsElsewhere(String setting, String url, String asked, String answer) {
        return make(
                ProblemCode.ANOTHER_SERVER_ANSWERS,
                Map.of("url", url, "address", asked, "answer", answer),
                List.of(asked + " answered: " + answer),
                List.of(new OpenSetting(setting), new UseDefault(setting), new CheckAgain()));
    }

    public Problem homeNotWritable(Path home, String reason) {
        return make(
                ProblemCode.HOME_NOT_WRITABLE,
                Map.of("path", home.toString(), "reason", reason),
                List.of(),
                List.of(new ChooseFolder(), new OpenFolder(home.toString()), new TryAgain()));
    }

    public Problem homeInUse(Path home, HomeLock.Holder holder) {
        return make(
                ProblemCode.HOME_IN_USE,
                Map.of(
                        "path", home.toString(),
                        "version", holder.version(),
                        "pid", String.valueOf(holder.pid()),
                        "user", holder.user(),
                        "time", holder.since().toString()),
                List.of(),
                List.of(new ShowOther(), new Quit()));
    }

    /** @param problems at least one */
    public Problem configInvalid(List<SettingProblem> problems) {
        SettingProblem first = problems.get(0);
        var names = new LinkedHashSet<String>();
        problems.forEach(problem -> names.add(problem.name()));
        var fixes = new ArrayList<Fix>();
        for (String name : names) {
            if (!name.contains(" ")) {
                fixes.add(new OpenSetting(name));
                fixes.add(new UseDefault(name));
            }
        }
        fixes.add(new CheckAgain());
        return make(
                ProblemCode.CONFIG_INVALID,
                problems.size() == 1 ? "CONFIG_INVALID" : "CONFIG_INVALID.many",
                Map.of("name", first.name(), "reason", first.text(), "count", String.valueOf(problems.size())),
                problems.stream()
                        .map(problem -> problem.name() + ": " + problem.text())
                        .toList(),
                fixes);
    }

    public Problem dataFromNewerVersion(String used, String present) {
        return make(
                ProblemCode.DATA_FROM_NEWER_VERSION,
                Map.of("used", used, "present", present),
                List.of(),
                List.of(new Quit(), new RestoreBackup(), new ChooseFolder()));
    }

    public Problem diskTooSmall(Path folder, long need, long free) {
        return make(
                ProblemCode.DISK_TOO_SMALL,
                Map.of("disk", folder.toString(), "need", megabytes(need), "free", megabytes(free)),
                List.of(),
                List.of(new CleanUp(), new ChooseFolder(), new OpenFolder(folder.toString()), new CheckAgain()));
    }

    /** @param place the folder, or what people call the disk */
    public Problem diskFull(String place, long free) {
        return make(
                ProblemCode.DISK_FULL,
                Map.of("disk", place, "free", megabytes(free)),
                List.of(),
                List.of(new OpenFolder(place), new CleanUp(), new ReadHelp(Topic.CHANGE_DISK), new CheckAgain()));
    }

    /** As {@link #diskFull}, for a disk that only its server knows. @param place of the data, for people */
    public Problem diskFullElsewhere(String place) {
        return make(
                ProblemCode.DISK_FULL,
                "DISK_FULL.elsewhere",
                Map.of("place", place),
                List.of(place + " has refused to store something for want of room"),
                List.of(new CleanUp(), new ReadHelp(Topic.CHANGE_DISK), new CheckAgain()));
    }

    /** As {@link #diskFull}, while there is still some room. */
    public Problem diskLow(String place, long free) {
        return make(
                ProblemCode.DISK_LOW,
                Map.of("disk", place, "free", megabytes(free)),
                List.of(),
                List.of(new CleanUp(), new OpenFolder(place)));
    }

    /** @param reason why the last mail did not go out, a sentence */
    public Problem mailFailing(String reason) {
        return make(
                ProblemCode.MAIL_FAILING,
                Map.of("reason", reason),
                List.of(reason),
                List.of(new OpenSetting(Settings.SMTP_HOST.name()), new SendTestMail()));
    }

    /** @param waiting how many requests wait for a connection now */
    public Problem databasePoolWait(int waiting, Duration since) {
        return make(
                ProblemCode.DB_POOL_WAIT,
                Map.of("count", String.valueOf(waiting), "time", words(since)),
                List.of(),
                List.of(new OpenSetting(Settings.POOL_MAX.name())));
    }

    /** @param percent of the heap that is in use after a collection */
    public Problem heapHigh(long percent, long most) {
        return make(
                ProblemCode.HEAP_HIGH,
                Map.of("percent", String.valueOf(percent), "most", megabytes(most)),
                List.of(),
                List.of(new SaveDiagnostics()));
    }

    public Problem clockWrong(Instant now) {
        return make(ProblemCode.CLOCK_WRONG, Map.of("time", now.toString()), List.of(), List.of(new CheckAgain()));
    }

    /**
     * @param version that was here before, and can use the data still
     * @param backup that was made before the update
     * @param former volumes that held the database in force before the present one
     */
    public Problem migrationFailed(String reason, Path log, String version, String backup, List<String> former) {
        var fixes = new ArrayList<Fix>();
        fixes.add(new GoBack(version, backup));
        fixes.add(new SaveDiagnostics());
        former.forEach(volume -> fixes.add(new UseVolume(volume)));
        fixes.add(new TryAgain());
        fixes.add(new ShowLog(log.toString()));
        return make(
                ProblemCode.MIGRATION_FAILED,
                "MIGRATION_FAILED.saved",
                Map.of("reason", reason, "version", version, "backup", backup),
                List.of(),
                fixes);
    }

    public Problem migrationFailed(String reason, Path log) {
        return make(
                ProblemCode.MIGRATION_FAILED,
                Map.of("reason", reason),
                List.of(),
                List.of(new TryAgain(), new ShowLog(log.toString()), new SaveDiagnostics()));
    }

    /** @param reason a sentence, which names the file */
    public Problem tlsKeystoreBad(String setting, String reason) {
        return make(ProblemCode.TLS_KEYSTORE_BAD, Map.of("reason", reason), List.of(), certificateFixes(setting));
    }

    /** @param reason a sentence, which names the certificate or the file */
    public Problem certInvalid(String setting, String reason) {
        return make(ProblemCode.CERT_INVALID, Map.of("reason", reason), List.of(), certificateFixes(setting));
    }

    /** How near the end of a certificate is ({@code control-panel.md} 5.6). */
    public enum Nearness {
        /** Within a month. */
        MONTH,
        /** Within a week. */
        WEEK,
        /** Within a day. */
        DAY,
        /** It has come. */
        PAST
    }

    public Problem certExpires(String setting, Instant ends, Nearness nearness) {
        boolean past = nearness == Nearness.PAST;
        return make(
                        ProblemCode.CERT_EXPIRES,
                        "CERT_EXPIRES." + nearness.name().toLowerCase(Locale.ROOT),
                        Map.of("time", ends.toString()),
                        List.of(),
                        List.of(
                                new RenewCertificate(),
                                new OpenSetting(setting),
                                new UseSelfSigned(Settings.TLS.name())))
                .as(past ? Severity.BLOCKING : Severity.NOTICE);
    }

    private static List<Fix> certificateFixes(String setting) {
        return List.of(new OpenSetting(setting), new UseSelfSigned(Settings.TLS.name()), new CheckAgain());
    }

    /** @param users administrators who have the password of the test mode; at least one */
    public Problem defaultPassword(List<String> users) {
        return make(
                ProblemCode.DEFAULT_PASSWORD,
                Map.of("users", String.join(", ", users)),
                List.of(),
                users.stream().<Fix>map(ChangePassword::new).toList());
    }

    /**
     * As {@link #defaultPassword}, when it keeps the registry from being shared.
     *
     * @param setting that shares it
     */
    public Problem defaultPasswordShared(String setting, List<String> users, String reach) {
        var fixes = new ArrayList<Fix>();
        fixes.add(setting.equals(Settings.BIND.name()) ? new UseThisComputerOnly(setting) : new UseDefault(setting));
        users.forEach(user -> fixes.add(new ChangePassword(user)));
        fixes.add(new TryAgain());
        return make(
                ProblemCode.DEFAULT_PASSWORD,
                "DEFAULT_PASSWORD.shared",
                Map.of("users", String.join(", ", users), "reach", reach),
                List.of(),
                fixes);
    }

    /** @param setting of the secret key @param places where the others run */
    public Problem secretKeyDiffers(String setting, List<String> places) {
        return make(
                ProblemCode.SECRET_KEY_DIFFERS,
                Map.of("setting", setting, "places", String.join(", ", places)),
                places.stream().map(place -> "Lives with another key: " + place).toList(),
                List.of(new OpenSetting(setting), new TryAgain()));
    }

    public Problem crashLoop(List<Instant> ends) {
        return make(
                ProblemCode.CRASH_LOOP,
                Map.of("count", String.valueOf(ends.size())),
                ends.stream().map(end -> "ended without a stop before " + end).toList(),
                List.of(new TryAgain(), new SaveDiagnostics()));
    }

    /** @param last when the last good backup was made, if there is one */
    public Problem backupOverdue(Optional<Instant> last, Path folder) {
        return make(
                ProblemCode.BACKUP_OVERDUE,
                Map.of(
                        "last",
                        last.map(time -> "The last one is from " + seconds(time) + ".")
                                .orElse("There is none yet."),
                        "folder",
                        folder.toString()),
                List.of(),
                List.of(new BackUpNow(), new OpenSetting(Settings.BACKUP_SCHEDULE.name())));
    }

    /**
     * @param since when the state began that the last run was in
     * @param lastSign when that run was last known to live
     * @param unfinished what else was put in order, one sentence each
     */
    public Problem recovered(Instant since, Instant lastSign, List<String> unfinished, Path log) {
        return make(
                ProblemCode.RECOVERED,
                Map.of(
                        "since", seconds(since),
                        "time", seconds(lastSign),
                        "gap", words(Duration.between(lastSign, clock.instant()))),
                unfinished,
                List.of(new ShowLog(log.toString())));
    }

    public Problem publicUrlUnverified(String url, String reason) {
        return make(ProblemCode.PUBLIC_URL_UNVERIFIED, Map.of("url", url), List.of(reason), List.of(new CheckAgain()));
    }

    /** @param component what was at work, for people */
    public Problem internal(String component, String message, Path log) {
        return make(
                ProblemCode.INTERNAL,
                Map.of("component", component, "message", message),
                List.of(),
                List.of(new TryAgain(), new SaveDiagnostics(), new ShowLog(log.toString())));
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A time for people. */
    static String words(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        if (seconds < 120) {
            return seconds == 1 ? "1 second" : seconds + " seconds";
        }
        long minutes = time.toMinutes();
        return minutes < 120 ? minutes + " minutes" : time.toHours() + " hours";
    }

    private static String megabytes(long bytes) {
        return bytes / MEBIBYTE + " MB";
    }

    private Problem make(ProblemCode code, Map<String, String> values, List<String> evidence, List<Fix> fixes) {
        return make(code, code.name(), values, evidence, fixes);
    }

    private Problem make(
            ProblemCode code, String text, Map<String, String> values, List<String> evidence, List<Fix> fixes) {
        return Problem.of(code, text, values, evidence, fixes, clock.instant());
    }
}
