package org.quiltappliance.server.objects;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Why an S3 server could not do what it was asked for, in the words of whoever looks after it. Holds no secret.
 *
 * @param endpoint that was asked
 * @param bucket that was meant
 * @param code what the server said, as {@code NoSuchBucket}; or, when it said nothing, what happened instead
 */
public record S3Failure(Kind kind, URI endpoint, String bucket, String code) {

    /** The closed set of reasons. */
    public enum Kind {
        /** No answer, or one that says that it cannot work now. */
        UNREACHABLE,
        /** It does not believe in the keys, or they are for another region. */
        AUTH,
        /** The keys are good, and the bucket is not there. */
        NO_BUCKET,
        /** The keys are good, and may not do this. */
        NO_RIGHTS,
        /** The clocks differ by more than signatures allow. */
        CLOCK,
        /** Its disk or the bucket's share is full. */
        FULL,
        /** It answered something that we have no remedy for. */
        REFUSED
    }

    private static final Set<String> WRONG_KEYS = Set.of(
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidToken",
            "ExpiredToken",
            "AuthorizationHeaderMalformed",
            "InvalidSecurity",
            "PermanentRedirect",
            "TemporaryRedirect");

    private static final Set<String> FULL = Set.of(
            "XMinioStorageFull",
            "XMinioAdminBucketQuotaExceeded",
            "QuotaExceeded",
            "EntityTooLarge",
            "InsufficientStorage");

    /** What an answer means that is no success. */
    static Kind kindOf(int status, String code) {
        if (WRONG_KEYS.contains(code)) {
            return Kind.AUTH;
        }
        if (code.equals("NoSuchBucket")) {
            return Kind.NO_BUCKET;
        }
        if (code.equals("RequestTimeTooSkewed") || code.equals("RequestExpired")) {
            return Kind.CLOCK;
        }
        if (status == 507 || FULL.contains(code)) {
            return Kind.FULL;
        }
        if (status == 401 || status == 403) {
            return Kind.NO_RIGHTS;
        }
        return status >= 500 || status == 429 || status == 408 ? Kind.UNREACHABLE : Kind.REFUSED;
    }

    /** The reason that stands behind an exception, if it came from an S3 server. */
    public static Optional<S3Failure> behind(Throwable failed) {
        for (var cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof S3Exception s3) {
                return Optional.of(s3.failure());
            }
        }
        return Optional.empty();
    }

    /** One sentence for an administrator. */
    public String sentence() {
        var server = "The S3 server " + endpoint;
        return switch (kind) {
            case UNREACHABLE -> server + " does not answer (" + code + ").";
            case AUTH -> server + " does not accept the keys or the region (" + code + ").";
            case NO_BUCKET -> server + " has no bucket " + bucket + " (" + code + ").";
            case NO_RIGHTS -> server + " does not allow this in the bucket " + bucket + " (" + code + ").";
            case CLOCK -> server + " has another time than this computer (" + code + ").";
            case FULL -> server + " has no space left for the bucket " + bucket + " (" + code + ").";
            case REFUSED -> server + " refused a request for the bucket " + bucket + " (" + code + ").";
        };
    }
}
