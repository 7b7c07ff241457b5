package org.quiltappliance.server.trials;

import java.time.Clock;
import java.util.function.Supplier;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.objects.S3Check;
import org.quiltappliance.server.objects.S3Check.Stage;
import org.quiltappliance.server.objects.S3Failure;
import org.quiltappliance.server.trials.TrialStage.Offer;

/**
 * Whether a bucket of an S3 server can be used. Writes one object {@code .appliance-test-<random>} there and deletes it.
 *
 * @param config reads the settings; throws {@link Invalid} when they do not name a bucket
 * @param createBucket whether a bucket that is missing is made
 */
record StoreTrial(Supplier<StoreConfig.S3> config, boolean createBucket, Clock clock) implements Trial {

    @Override
    public void run(Teller teller) {
        var finding = new S3Check(config.get(), createBucket, clock).run(new S3Check.Watcher() {
            @Override
            public void trying(Stage stage) {
                teller.trying(name(stage));
            }

            @Override
            public void passed(S3Check.Passed passed) {
                if (passed.stage() != Stage.CLOCK) {
                    teller.passed(name(passed.stage()), passed.detail());
                }
            }
        });
        finding.failed()
                .ifPresentOrElse(
                        failed -> teller.over(failure(failed)),
                        () -> teller.over(TrialStage.clocks(name(Stage.CLOCK), finding.clocksApart())));
    }

    private static TrialStage failure(S3Check.Failed failed) {
        var kind = failed.failure().kind();
        var stage = TrialStage.failed(name(failed.stage()), failed.reason(), remedy(kind, failed.stage()));
        return kind == S3Failure.Kind.NO_BUCKET ? stage.offering(Offer.CREATE_BUCKET) : stage;
    }

    private static String remedy(S3Failure.Kind kind, Stage stage) {
        return switch (kind) {
            case UNREACHABLE -> unreachable(stage);
            case AUTH -> "Check key, secret and region.";
            case NO_BUCKET -> "Make the bucket, or name one that is there.";
            case NO_RIGHTS -> "Allow this key to list, read, write and delete in the bucket.";
            case CLOCK -> "Set the clock of this computer or of the server.";
            case FULL -> "Make room on the server, or raise the limit of the bucket.";
            case REFUSED -> "Check endpoint, region and path style; the log of the server says more.";
        };
    }

    private static String unreachable(Stage stage) {
        return switch (stage) {
            case RESOLVE -> "Check how the endpoint is written, and whether this computer finds it.";
            case TLS ->
                "Check endpoint and port, https or http, and whether this computer trusts the certificate of the server.";
            case PRESIGNED_GET -> "Check the endpoint for clients.";
            default -> "Try again; if it stays so, the log of the server says more.";
        };
    }

    private static String name(Stage stage) {
        return switch (stage) {
            case RESOLVE -> "Name";
            case TLS -> "Connection";
            case CREDENTIALS -> "Keys";
            case BUCKET -> "Bucket";
            case PUT_GET_DELETE -> "Write and read";
            case RANGE_GET -> "Read a part";
            case MULTIPART -> "Write in parts";
            case PRESIGNED_GET -> "Signed link";
            case CLOCK -> "Clock";
        };
    }
}
