package org.quiltappliance.server.objects;

import java.io.IOException;

/** A request to an S3 server that failed, and why. */
public final class S3Exception extends IOException {

    private final transient S3Failure failure;
    private final int status;

    /** @param status of the answer */
    S3Exception(S3Failure failure, int status) {
        super(failure.sentence());
        this.failure = failure;
        this.status = status;
    }

    /** No answer came. */
    S3Exception(S3Failure failure, IOException cause) {
        super(failure.sentence(), cause);
        this.failure = failure;
        this.status = 0;
    }

    public S3Failure failure() {
        return failure;
    }

    boolean is(String code) {
        return failure.code().equals(code);
    }

    /** Whether the object, and not the bucket, is missing. */
    boolean saysNoObject() {
        return status == 404 && !is("NoSuchBucket");
    }

    boolean saysRangeBeyondEnd() {
        return status == 416;
    }

    /** Whether the same request may succeed a little later. */
    boolean mayPass() {
        return failure.kind() == S3Failure.Kind.UNREACHABLE;
    }
}
