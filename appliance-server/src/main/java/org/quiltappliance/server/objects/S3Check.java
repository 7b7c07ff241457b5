package org.quiltappliance.server.objects;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out, stage by stage, whether an S3 server can be used ({@code control-panel.md} PF-E2), up to the first stage that
 * fails. Writes one object named {@code .appliance-test-<random>} into the bucket and deletes it.
 */
public final class S3Check {

    private static final Logger log = LoggerFactory.getLogger(S3Check.class);

    /** Short, as somebody waits for the answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LINK = Duration.ofMinutes(5);
    private static final String PREFIX = ".appliance-test-";
    private static final int CONTENT_BYTES = 1000;
    private static final String GOOD_KEYS = "the keys are good";

    /** What is tried, in this order. */
    public enum Stage {
        /** The name of the server is known. */
        RESOLVE,
        /** It answers, through TLS that we trust where its address asks for that. */
        TLS,
        /** It believes in the keys. */
        CREDENTIALS,
        /** The bucket is there, or could be made. */
        BUCKET,
        /** An object can be stored, read and removed. */
        PUT_GET_DELETE,
        /** A part of an object can be read. */
        RANGE_GET,
        /** An object can be stored in parts. */
        MULTIPART,
        /** A link that clients would get leads to the object. */
        PRESIGNED_GET,
        /** How far the clocks are apart. */
        CLOCK
    }

    /** One stage that went well. @param detail for people */
    public record Passed(Stage stage, String detail) {}

    /** The stage that did not. @param reason for people; without secrets */
    public record Failed(Stage stage, S3Failure failure, String reason) {}

    /**
     * How far it went.
     *
     * @param clocksApart how much later it is there; zero when the server did not say
     */
    public record Finding(List<Passed> passed, Optional<Failed> failed, Duration clocksApart) {
        public Finding {
            passed = List.copyOf(passed);
        }
    }

    /** Hears how far it is. What it throws at the begin of a stage gives up the rest; the object is removed first. */
    public interface Watcher {

        /** A stage begins. */
        void trying(Stage stage);

        /** A stage went well. */
        void passed(Passed passed);
    }

    private static final Watcher NOBODY = new Watcher() {
        @Override
        public void trying(Stage stage) {}

        @Override
        public void passed(Passed passed) {}
    };

    private final StoreConfig.S3 config;
    private final boolean createBucket;
    private final Clock clock;
    private final Hash name = randomHash();
    private final byte[] content = new byte[CONTENT_BYTES];
    private final List<Passed> passed = new ArrayList<>();
    private Duration clocksApart = Duration.ZERO;
    private Watcher watcher = NOBODY;

    /** @param createBucket whether a bucket that is missing is made */
    public S3Check(StoreConfig.S3 config, boolean createBucket, Clock clock) {
        this.config = config;
        this.createBucket = createBucket;
        this.clock = clock;
    }

    private static Hash randomHash() {
        var bytes = new byte[Hash.BYTES];
        new SecureRandom().nextBytes(bytes);
        return Hash.of(bytes);
    }

    /** What one stage does. */
    private interface Trial {
        /** @return the detail */
        String run() throws IOException;
    }

    /** To be called once. */
    public Finding run() {
        return run(NOBODY);
    }

    /** The same, telling how far it is. */
    public Finding run(Watcher told) {
        watcher = told;
        new SecureRandom().nextBytes(content);
        try (var requests = new S3Requests(config);
                var bucket = new S3Bucket(requests, new Retries(PATIENCE))) {
            var failed = firstFailure(requests, bucket);
            return new Finding(passed, failed, clocksApart);
        }
    }

    private Optional<Failed> firstFailure(S3Requests requests, S3Bucket bucket) {
        var failed = pass(Stage.RESOLVE, this::resolve)
                .or(() -> pass(Stage.TLS, () -> connect(requests)))
                .or(() -> signIn(bucket));
        if (failed.isPresent()) {
            return failed;
        }
        try {
            return pass(Stage.PUT_GET_DELETE, () -> putGetDelete(bucket))
                    .or(() -> pass(Stage.RANGE_GET, () -> rangeGet(bucket)))
                    .or(() -> pass(Stage.MULTIPART, () -> multipart(bucket)))
                    .or(() -> pass(Stage.PRESIGNED_GET, () -> presignedGet(requests)))
                    .or(() -> pass(Stage.CLOCK, this::clocks));
        } finally {
            remove(bucket);
        }
    }

    private void add(Stage stage, String detail) {
        var one = new Passed(stage, detail);
        passed.add(one);
        watcher.passed(one);
    }

    private Optional<Failed> pass(Stage stage, Trial trial) {
        watcher.trying(stage);
        return outcome(stage, trial);
    }

    private Optional<Failed> outcome(Stage stage, Trial trial) {
        try {
            add(stage, trial.run());
            return Optional.empty();
        } catch (IOException | ApplianceException failed) {
            var failure =
                    S3Failure.behind(failed).orElseGet(() -> failure(S3Failure.Kind.REFUSED, "unexpected answer"));
            boolean isOurs = failed.getCause() == null && !(failed instanceof S3Exception);
            return Optional.of(
                    new Failed(stage, failure, isOurs ? String.valueOf(failed.getMessage()) : failure.sentence()));
        }
    }

    private S3Failure failure(S3Failure.Kind kind, String code) {
        return new S3Failure(kind, config.endpoint(), config.bucket(), code);
    }

    private String resolve() throws IOException {
        String host = config.endpoint().getHost().replaceAll("[\\[\\]]", "");
        try {
            return host + " is " + InetAddress.getByName(host).getHostAddress();
        } catch (UnknownHostException unknown) {
            throw new S3Exception(failure(S3Failure.Kind.UNREACHABLE, "the host is not known here"), unknown);
        }
    }

    /** Any answer will do: nobody has signed in yet. */
    private String connect(S3Requests requests) throws IOException {
        try (Response answer = requests.fetch(config.endpoint().toString())) {
            clocksApart = laterThere(answer);
            return requests.isEncrypted() ? "the certificate is trusted" : "without TLS";
        } catch (S3Exception failed) {
            if (failed.getCause() instanceof SSLException wrong) {
                throw new S3Exception(
                        failure(S3Failure.Kind.UNREACHABLE, "TLS: " + String.valueOf(wrong.getMessage())), wrong);
            }
            throw failed;
        }
    }

    private Duration laterThere(Response answer) {
        var date = answer.header("Date");
        if (date == null) {
            return Duration.ZERO;
        }
        try {
            var there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(clock.instant(), there.toInstant());
        } catch (DateTimeException unreadable) {
            log.debug("The S3 server tells no time that can be read", unreadable);
            return Duration.ZERO;
        }
    }

    /** One request tells about both: a server that knows the keys looks for the bucket next. */
    private Optional<Failed> signIn(S3Bucket bucket) {
        watcher.trying(Stage.CREDENTIALS);
        var looked = outcome(Stage.CREDENTIALS, () -> {
            bucket.page(S3Keys.OBJECTS, "", 1);
            return GOOD_KEYS;
        });
        var kind = looked.map(failed -> failed.failure().kind());
        boolean missing = kind.filter(S3Failure.Kind.NO_BUCKET::equals).isPresent();
        boolean forbidden = kind.filter(S3Failure.Kind.NO_RIGHTS::equals).isPresent();
        if (looked.isPresent() && !missing && !forbidden) {
            return looked;
        }
        if (looked.isPresent()) {
            add(Stage.CREDENTIALS, GOOD_KEYS);
        }
        watcher.trying(Stage.BUCKET);
        if (looked.isEmpty()) {
            add(Stage.BUCKET, "the bucket " + config.bucket() + " is there");
            return Optional.empty();
        }
        if (createBucket && missing) {
            return outcome(Stage.BUCKET, () -> {
                bucket.createBucket();
                return "the bucket " + config.bucket() + " was made";
            });
        }
        return looked.map(failed -> new Failed(Stage.BUCKET, failed.failure(), failed.reason()));
    }

    private String key() {
        return PREFIX + name;
    }

    private String putGetDelete(S3Bucket bucket) throws IOException {
        put(bucket);
        require(Arrays.equals(get(bucket, 0, Long.MAX_VALUE), content), "The object came back changed.");
        bucket.delete(key());
        require(bucket.head(key()).isEmpty(), "The object is still there after it was deleted.");
        return "stored, read and removed " + CONTENT_BYTES + " bytes";
    }

    private void put(S3Bucket bucket) {
        bucket.put(
                key(),
                RequestBody.create(content),
                ContentDigest.sha256(content).toString(),
                new StoredObject(CONTENT_BYTES, CONTENT_BYTES, ObjectEncoding.RAW));
    }

    private byte[] get(S3Bucket bucket, long first, long count) throws IOException {
        var opened = bucket.get(key(), first, count);
        require(opened.isPresent(), "The object is not there after it was stored.");
        try (var open = opened.orElseThrow()) {
            return open.bytes().bytes();
        }
    }

    private static void require(boolean met, String otherwise) throws IOException {
        if (!met) {
            throw new IOException(otherwise);
        }
    }

    private String rangeGet(S3Bucket bucket) throws IOException {
        put(bucket);
        var part = get(bucket, 100, 50);
        require(
                Arrays.equals(part, Arrays.copyOfRange(content, 100, 150)),
                "The server sends other parts than asked for.");
        return "read a part";
    }

    private String multipart(S3Bucket bucket) throws IOException {
        var raw = new StoredObject(CONTENT_BYTES, CONTENT_BYTES, ObjectEncoding.RAW);
        var uploadId = bucket.begin(key(), raw);
        boolean complete = false;
        try {
            var digits = ContentDigest.sha256(content).toString();
            var tag = bucket.putPart(key(), uploadId, 1, RequestBody.create(content), digits);
            bucket.complete(key(), uploadId, List.of(tag));
            complete = true;
        } finally {
            if (!complete) {
                bucket.abort(key(), uploadId);
            }
        }
        require(Arrays.equals(get(bucket, 0, Long.MAX_VALUE), content), "The object came back changed.");
        return "stored in parts";
    }

    private String presignedGet(S3Requests requests) throws IOException {
        var link = new S3Links(config, () -> LINK, clock)
                .writerBelow(PREFIX, LinkMethod.GET)
                .link(name);
        var place = config.publicEndpoint().orElse(config.endpoint());
        try (Response answer = fetch(requests, link, place)) {
            if (!answer.isSuccessful()) {
                throw requests.refused(answer);
            }
            var body = answer.body();
            require(body != null && Arrays.equals(body.bytes(), content), "The link leads to something else.");
            return "read by a link to " + place;
        }
    }

    private Response fetch(S3Requests requests, String link, URI place) throws S3Exception {
        try {
            return requests.fetch(link);
        } catch (IOException failed) {
            var reason = failed.getCause() == null ? failed : failed.getCause();
            throw new S3Exception(
                    new S3Failure(
                            S3Failure.Kind.UNREACHABLE,
                            place,
                            config.bucket(),
                            reason.getClass().getSimpleName()),
                    failed);
        }
    }

    private String clocks() {
        return clocksApart.abs().toSeconds() + " seconds apart";
    }

    private void remove(S3Bucket bucket) {
        try {
            bucket.delete(key());
        } catch (ApplianceException failed) {
            log.warn("The test object {} may have been left in the bucket {}", key(), config.bucket(), failed);
        }
    }
}
