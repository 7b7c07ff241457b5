package org.quiltappliance.server.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.lifecycle.Fix.CheckAgain;
import org.quiltappliance.server.lifecycle.Fix.CreateBucket;
import org.quiltappliance.server.lifecycle.Fix.OpenSetting;
import org.quiltappliance.server.lifecycle.Fix.RestoreBackup;
import org.quiltappliance.server.lifecycle.Fix.StartInTestMode;
import org.quiltappliance.server.lifecycle.Fix.StartReadOnly;
import org.quiltappliance.server.lifecycle.Fix.TryAgain;
import org.quiltappliance.server.lifecycle.Fix.UseVolume;
import org.quiltappliance.server.lifecycle.ProblemCode.Severity;

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
        return Problem.of(
                ProblemCode.DB_SCHEMA_FOREIGN,
                ProblemCode.DB_SCHEMA_FOREIGN.name(),
                Map.of("place", place, "reason", tables),
                List.of(place + ": " + tables),
                List.of(new OpenSetting(Settings.DATABASE_URI.name()), new CheckAgain(), new StartInTestMode()),
                clock.instant());
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

    public Problem bucketUnreachable(Bucket bucket) {
        return bucket(ProblemCode.S3_UNREACHABLE, bucket, List.of(new CheckAgain(), openEndpoint()));
    }

    public Problem bucketRefusesKeys(Bucket bucket) {
        return bucket(
                ProblemCode.S3_AUTH, bucket, List.of(new OpenSetting(Settings.S3_SECRET.name()), new CheckAgain()));
    }

    public Problem bucketMissing(Bucket bucket) {
        return bucket(
                ProblemCode.S3_NO_BUCKET,
                bucket,
                List.of(new CreateBucket(bucket.name()), new OpenSetting(Settings.BUCKET.name()), new CheckAgain()));
    }

    public Problem bucketNoRights(Bucket bucket) {
        return bucket(ProblemCode.S3_NO_RIGHTS, bucket, List.of(new CheckAgain(), openEndpoint()));
    }

    public Problem bucketClock(Bucket bucket) {
        return bucket(ProblemCode.S3_CLOCK, bucket, List.of(new CheckAgain()));
    }

    public Problem bucketRefuses(Bucket bucket) {
        return bucket(ProblemCode.S3_REFUSED, bucket, List.of(new CheckAgain(), openEndpoint()));
    }

    /**
     * A bucket that cannot be used.
     *
     * @param endpoint of its server, for people
     * @param code what the server said, or what happened instead
     */
    public record Bucket(String endpoint, String name, String code) {}

    private static Fix openEndpoint() {
        return new OpenSetting(Settings.S3_ENDPOINT.name());
    }

    private Problem bucket(ProblemCode code, Bucket bucket, List<Fix> fixes) {
        return Problem.of(
                code,
                code.name(),
                Map.of("endpoint", bucket.endpoint(), "bucket", bucket.name(), "code", bucket.code()),
                List.of(bucket.endpoint() + ", bucket " + bucket.name() + ": " + bucket.code()),
                fixes,
                clock.instant());
    }

    /**
     * The clock of the server of the database.
     *
     * @param apart how much later it is there
     * @param harmful whether that is too much
     */
    public Problem databaseClockSkew(String place, Duration apart, boolean harmful) {
        return clockSkew("CLOCK_SKEW.database", place, apart, harmful);
    }

    /** As {@link #databaseClockSkew}, of the server of the objects. */
    public Problem storeClockSkew(String place, Duration apart, boolean harmful) {
        return clockSkew("CLOCK_SKEW.store", place, apart, harmful);
    }

    private Problem clockSkew(String text, String place, Duration apart, boolean harmful) {
        return Problem.of(
                        ProblemCode.CLOCK_SKEW,
                        text,
                        Map.of("place", place, "apart", ClockText.of(apart)),
                        List.of(place + ": " + ClockText.of(apart) + " our clock"),
                        List.of(new CheckAgain()),
                        clock.instant())
                .as(harmful ? Severity.BLOCKING : Severity.NOTICE);
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
     * Objects that are not where they should be.
     *
     * @param place of the objects, for people
     * @param known how many objects the database was asked for
     * @param found how many of these the storage has
     * @param volumes of this appliance that could have them
     * @param setting that says where objects are
     */
    public record Missing(String place, long known, long found, List<String> volumes, String setting) {
        public Missing {
            volumes = List.copyOf(volumes);
        }

        private Map<String, String> values() {
            return Map.of("place", place, "known", String.valueOf(known), "found", String.valueOf(found));
        }

        /** What leads to where they are. */
        private List<Fix> fixes() {
            var fixes = new ArrayList<Fix>();
            volumes.forEach(volume -> fixes.add(new UseVolume(volume)));
            if (volumes.isEmpty()) {
                fixes.add(new OpenSetting(setting));
            }
            fixes.add(new RestoreBackup());
            return fixes;
        }
    }

    public Problem storeDataMissing(Missing missing) {
        var fixes = missing.fixes();
        fixes.add(new StartReadOnly());
        fixes.add(new CheckAgain());
        return missing(missing, ProblemCode.STORE_DATA_MISSING.name(), fixes);
    }

    /** As long as it runs all the same. */
    public Problem storeDataMissingWhileReading(Missing missing) {
        return missing(missing, "STORE_DATA_MISSING.reading", missing.fixes());
    }

    private Problem missing(Missing missing, String text, List<Fix> fixes) {
        return Problem.of(
                ProblemCode.STORE_DATA_MISSING,
                text,
                missing.values(),
                List.of("Of " + missing.known() + " objects that packages name, " + missing.found() + " are there."),
                fixes,
                clock.instant());
    }
}
