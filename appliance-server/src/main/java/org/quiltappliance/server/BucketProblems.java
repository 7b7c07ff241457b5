package org.quiltappliance.server;

import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.objects.S3Failure;

/** What an administrator hears of an S3 server that does not do what it should. */
final class BucketProblems {

    private BucketProblems() {}

    static Problem of(S3Failure failure, DataProblems problems) {
        var bucket = new DataProblems.Bucket(failure.endpoint().toString(), failure.bucket(), failure.code());
        return switch (failure.kind()) {
            case UNREACHABLE -> problems.bucketUnreachable(bucket);
            case AUTH -> problems.bucketRefusesKeys(bucket);
            case NO_BUCKET -> problems.bucketMissing(bucket);
            case NO_RIGHTS -> problems.bucketNoRights(bucket);
            case CLOCK -> problems.bucketClock(bucket);
            case FULL, REFUSED -> problems.bucketRefuses(bucket);
        };
    }
}
