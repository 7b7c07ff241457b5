package org.quiltappliance.server.lifecycle;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.lifecycle.Fix.CheckAgain;
import org.quiltappliance.server.lifecycle.Fix.CreateBucket;
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
