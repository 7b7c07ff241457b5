package org.quiltappliance.server.lifecycle;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.lifecycle.Fix.CheckAgain;
import org.quiltappliance.server.lifecycle.Fix.OpenSetting;
import org.quiltappliance.server.lifecycle.Fix.RestoreBackup;
import org.quiltappliance.server.lifecycle.Fix.StartInTestMode;
import org.quiltappliance.server.lifecycle.Fix.TryAgain;

/** Makes the problems of the places where data is: database and storage ({@code control-panel.md} 5.6 and 6). */
public final class DataProblems {

    private final Clock clock;

    public DataProblems(Clock clock) {
        this.clock = clock;
    }

    /** @param place host, port and database, for people */
    public Problem databaseUnreachable(String place, String reason) {
        return database(ProblemCode.DB_UNREACHABLE, place, reason);
    }

    public Problem databaseTls(String place, String reason) {
        return database(ProblemCode.DB_TLS, place, reason);
    }

    public Problem databaseRefusesUs(String place, String reason) {
        return database(ProblemCode.DB_AUTH, "DB_AUTH.elsewhere", place, reason);
    }

    public Problem databaseTooOld(String place, String reason) {
        return database(ProblemCode.DB_TOO_OLD, place, reason);
    }

    public Problem databaseNoRights(String place, String reason) {
        return database(ProblemCode.DB_NO_RIGHTS, place, reason);
    }

    /** @param tables some of those that are not ours */
    public Problem databaseForeign(String place, String tables) {
        return database(ProblemCode.DB_SCHEMA_FOREIGN, place, tables);
    }

    private Problem database(ProblemCode code, String place, String reason) {
        return database(code, code.name(), place, reason);
    }

    private Problem database(ProblemCode code, String text, String place, String reason) {
        return Problem.of(
                code,
                text,
                Map.of("place", place, "reason", reason),
                List.of(place + ": " + reason),
                List.of(new CheckAgain(), new OpenSetting(Settings.DATABASE_URI.name()), new StartInTestMode()),
                clock.instant());
    }

    /** While it runs. */
    public Problem databaseDown(String reason) {
        return Problem.of(
                ProblemCode.DB_DOWN,
                ProblemCode.DB_DOWN.name(),
                Map.of("reason", reason),
                List.of(reason),
                List.of(new CheckAgain(), new TryAgain()),
                clock.instant());
    }

    /** While it runs. */
    public Problem storeDown(String reason) {
        return Problem.of(
                ProblemCode.STORE_DOWN,
                ProblemCode.STORE_DOWN.name(),
                Map.of("reason", reason),
                List.of(reason),
                List.of(new CheckAgain(), new TryAgain()),
                clock.instant());
    }

    /**
     * @param place of the objects, for people
     * @param known how many objects the database was asked for
     * @param found how many of these the storage has
     */
    public Problem storeDataMissing(String place, long known, long found) {
        return Problem.of(
                ProblemCode.STORE_DATA_MISSING,
                ProblemCode.STORE_DATA_MISSING.name(),
                Map.of("place", place, "known", String.valueOf(known), "found", String.valueOf(found)),
                List.of("Of " + known + " objects that packages name, " + found + " are there."),
                List.of(new RestoreBackup(), new CheckAgain(), new OpenSetting(Settings.STORE.name())),
                clock.instant());
    }
}
