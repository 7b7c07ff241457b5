package org.quiltappliance.server.objects;

import io.minio.http.Method;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.objects.S3Requests.Ask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What we do with one bucket; each call tries again when the server is busy or away for a moment. */
final class S3Bucket implements AutoCloseable {

    /** The name of the note of how long a packed content is unpacked. */
    static final String ORIGINAL_BYTES = "x-amz-meta-original-bytes";

    private static final Logger log = LoggerFactory.getLogger(S3Bucket.class);

    /** The most keys of one page, and of one request that deletes. */
    static final int PAGE = 1000;

    /** The server refuses to copy more in one request. */
    private static final long LARGEST_COPY_BYTES = 5L << 30;

    private static final long COPIED_PART_BYTES = 1L << 30;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String XML_TYPE = "application/xml";

    private final S3Requests requests;
    private final Retries retries;
    private volatile boolean full;

    /** An object as the server tells it; the length of a packed content is negative without a note of it. */
    record Found(StoredObject object, String etag) {}

    /** An object whose bytes are coming, from the first on that was wanted; to be closed. */
    record Opened(Found found, long first, ResponseBody bytes) implements AutoCloseable {
        @Override
        public void close() {
            bytes.close();
        }
    }

    S3Bucket(S3Requests requests) {
        this(requests, new Retries(PATIENCE));
    }

    S3Bucket(S3Requests requests, Retries retries) {
        this.requests = requests;
        this.retries = retries;
    }

    Optional<Found> head(String key) {
        try {
            return Optional.of(retried(() -> {
                try (var answer = requests.send(Ask.of(Method.HEAD, key))) {
                    return found(answer);
                }
            }));
        } catch (S3Exception failed) {
            return absent(failed);
        }
    }

    /**
     * Opens an object for reading.
     *
     * @param first of the bytes wanted; taken as 0 when there are not so many
     * @param count how many at most
     */
    Optional<Opened> get(String key, long first, long count) {
        boolean whole = first == 0 && count == Long.MAX_VALUE;
        try {
            return Optional.of(get(key, whole ? Map.of() : Map.of("Range", range(first, count))));
        } catch (S3Exception failed) {
            return failed.saysRangeBeyondEnd() ? get(key, 0, Long.MAX_VALUE) : absent(failed);
        }
    }

    /** As {@link #get}, of the very bytes that were found before. */
    Opened getAgain(String key, Found found, long first, long count) throws S3Exception {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Range", range(first, count));
        if (!found.etag().isEmpty()) {
            headers.put("If-Match", found.etag());
        }
        return get(key, headers);
    }

    private Opened get(String key, Map<String, String> headers) throws S3Exception {
        return retried(() -> {
            var answer = requests.send(Ask.of(Method.GET, key).headers(headers));
            try {
                var body = answer.body();
                if (body == null) {
                    throw new IOException("An answer without body");
                }
                return new Opened(found(answer), first(answer), body);
            } catch (IOException | RuntimeException unusable) {
                answer.close();
                throw unusable;
            }
        });
    }

    private static String range(long first, long count) {
        return "bytes=" + first + "-" + (count < Long.MAX_VALUE - first ? first + count - 1 : "");
    }

    private static Found found(Response answer) {
        long length = length(String.valueOf(answer.header("Content-Length"))).orElse(0L);
        var part = String.valueOf(answer.header("Content-Range"));
        long stored = answer.code() == 206
                ? length(part.substring(part.indexOf('/') + 1)).orElse(length)
                : length;
        var encoding = encoding(answer.header("Content-Encoding", ""));
        var noted = length(String.valueOf(answer.header(ORIGINAL_BYTES)));
        long original = encoding == ObjectEncoding.RAW ? stored : noted.orElse(StoredObject.UNKNOWN);
        return new Found(new StoredObject(stored, original, encoding), String.valueOf(answer.header("ETag", "")));
    }

    private static long first(Response answer) {
        var part = String.valueOf(answer.header("Content-Range"));
        return answer.code() == 206
                ? length(part.replaceFirst("^bytes (\\d+)-.*", "$1")).orElse(0L)
                : 0;
    }

    /** A length in digits; nothing for any other text. */
    static Optional<Long> length(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** Whatever else others may have stored counts as the bytes themselves. */
    static ObjectEncoding encoding(@org.jspecify.annotations.Nullable String header) {
        return header != null && header.matches("(?i)(.*,)?\\s*(x-)?gzip\\s*")
                ? ObjectEncoding.GZIP
                : ObjectEncoding.RAW;
    }

    /** @throws ApplianceException unless the failure says that there is no such object */
    private static <T> Optional<T> absent(S3Exception failed) {
        if (failed.saysNoObject()) {
            return Optional.empty();
        }
        throw explained(failed);
    }

    /** Stores an object in one request. */
    void put(String key, RequestBody body, String sha256, StoredObject object) {
        done(Ask.of(Method.PUT, key).headers(about(object)).body(body, sha256).lasting());
        if (object.storedBytes() > 0) {
            full = false;
        }
    }

    /** Stores nothing but the key. */
    void putEmpty(String key) {
        put(
                key,
                RequestBody.create(new byte[0]),
                ContentDigest.sha256("").toString(),
                new StoredObject(0, 0, ObjectEncoding.RAW));
    }

    /** How an object is described when it is stored. */
    private static Map<String, String> about(StoredObject object) {
        if (object.encoding() == ObjectEncoding.RAW) {
            return Map.of();
        }
        return object.originalBytes() < 0
                ? Map.of("Content-Encoding", "gzip")
                : Map.of("Content-Encoding", "gzip", ORIGINAL_BYTES, String.valueOf(object.originalBytes()));
    }

    /**
     * Begins an object that is sent in parts.
     *
     * @return the name of the upload
     */
    String begin(String key, StoredObject object) {
        var headers = about(object);
        return explaining(() -> {
            try (var answer = requests.send(
                    Ask.of(Method.POST, key).query(Map.of("uploads", "")).headers(headers))) {
                return S3Xml.text(text(answer), "UploadId")
                        .orElseThrow(() -> new IOException("An upload without name"));
            }
        });
    }

    /** @return the tag that is asked for at the end */
    String putPart(String key, String uploadId, int number, RequestBody body, String sha256) {
        var query = Map.of("partNumber", String.valueOf(number), "uploadId", uploadId);
        return explaining(() -> {
            try (var answer = requests.send(
                    Ask.of(Method.PUT, key).query(query).body(body, sha256).lasting())) {
                return String.valueOf(answer.header("ETag", ""));
            }
        });
    }

    /** Makes the parts the object. */
    void complete(String key, String uploadId, List<String> tags) {
        var xml = new StringBuilder("<CompleteMultipartUpload>");
        for (int i = 0; i < tags.size(); i++) {
            xml.append("<Part><PartNumber>").append(i + 1).append("</PartNumber><ETag>");
            xml.append(tags.get(i).replace("\"", "&quot;")).append("</ETag></Part>");
        }
        xml.append("</CompleteMultipartUpload>");
        done(withText(Ask.of(Method.POST, key).query(Map.of("uploadId", uploadId)), xml.toString())
                .lasting());
    }

    void abort(String key, String uploadId) {
        try {
            done(Ask.of(Method.DELETE, key).query(Map.of("uploadId", uploadId)));
        } catch (Unavailable failed) {
            if (!says(failed, "NoSuchUpload")) {
                throw failed;
            }
        }
    }

    static boolean says(ApplianceException failed, String code) {
        return failed.getCause() instanceof S3Exception s3 && s3.is(code);
    }

    /** All uploads below the prefix that were begun and not ended, of any node, page by page. */
    Stream<S3Xml.Begun> begun(String prefix) {
        return begun(prefix, PAGE);
    }

    Stream<S3Xml.Begun> begun(String prefix, int atMost) {
        return Stream.iterate(
                        Optional.of(begunPage(prefix, Map.of(), atMost)),
                        Optional::isPresent,
                        page -> page.flatMap(before -> begunBehind(prefix, before, atMost)))
                .flatMap(page -> page.orElseThrow().uploads().stream());
    }

    private Optional<S3Xml.BegunPage> begunBehind(String prefix, S3Xml.BegunPage before, int atMost) {
        if (before.complete()) {
            return Optional.empty();
        }
        var from = Map.of("key-marker", before.nextKey(), "upload-id-marker", before.nextUploadId());
        return Optional.of(begunPage(prefix, from, atMost));
    }

    private S3Xml.BegunPage begunPage(String prefix, Map<String, String> from, int atMost) {
        var query = new LinkedHashMap<>(from);
        query.put("uploads", "");
        query.put("prefix", prefix);
        query.put("encoding-type", "url");
        query.put("max-uploads", String.valueOf(atMost));
        return explaining(() -> {
            try (var answer = requests.send(Ask.of(Method.GET, null).query(query))) {
                return S3Xml.begun(bytes(answer).byteStream());
            }
        });
    }

    /** Does nothing when it is absent. */
    void delete(String key) {
        done(Ask.of(Method.DELETE, key));
    }

    /** @param keys at most {@link #PAGE} */
    void delete(List<String> keys) {
        var xml = new StringBuilder("<Delete><Quiet>true</Quiet>");
        for (var key : keys) {
            xml.append("<Object><Key>")
                    .append(key.replace("&", "&amp;").replace("<", "&lt;"))
                    .append("</Key></Object>");
        }
        var ask = withText(
                Ask.of(Method.POST, null).query(Map.of("delete", "")),
                xml.append("</Delete>").toString());
        var headers = Map.of("Content-MD5", md5(xml.toString()));
        done(ask.headers(headers).lasting());
    }

    /**
     * Copies an object inside the bucket, with all that is noted of it.
     *
     * @return false when there is nothing to copy
     */
    boolean copy(String from, String to) {
        var found = head(from);
        if (found.isEmpty()) {
            return false;
        }
        var object = found.get().object();
        if (object.storedBytes() <= LARGEST_COPY_BYTES) {
            done(Ask.of(Method.PUT, to)
                    .headers(Map.of("x-amz-copy-source", source(from)))
                    .lasting());
        } else {
            copyInParts(from, to, object);
        }
        return true;
    }

    private void copyInParts(String from, String to, StoredObject object) {
        var uploadId = begin(to, object);
        try {
            var tags = new ArrayList<String>();
            for (long at = 0; at < object.storedBytes(); at += COPIED_PART_BYTES) {
                long count = Math.min(COPIED_PART_BYTES, object.storedBytes() - at);
                tags.add(copyPart(from, to, uploadId, tags.size() + 1, at, count));
            }
            complete(to, uploadId, tags);
        } catch (ApplianceException failed) {
            abort(to, uploadId);
            throw failed;
        }
    }

    /** Notes the length of a packed content, which was not known yet when its upload began. */
    void describe(String key, StoredObject object) {
        if (object.storedBytes() <= LARGEST_COPY_BYTES) {
            var headers = new LinkedHashMap<>(about(object));
            headers.put("x-amz-copy-source", source(key));
            headers.put("x-amz-metadata-directive", "REPLACE");
            done(Ask.of(Method.PUT, key).headers(headers).lasting());
        }
    }

    /** @return the tag that is asked for at the end */
    private String copyPart(String from, String to, String uploadId, int number, long first, long count) {
        var query = Map.of("partNumber", String.valueOf(number), "uploadId", uploadId);
        var headers = Map.of("x-amz-copy-source", source(from), "x-amz-copy-source-range", range(first, count));
        return explaining(() -> {
            try (var answer = requests.send(
                    Ask.of(Method.PUT, to).query(query).headers(headers).lasting())) {
                var text = checked(answer);
                return S3Xml.text(text, "ETag").orElseThrow(() -> new IOException("A copy without tag"));
            }
        });
    }

    private String source(String key) {
        return "/" + requests.bucket() + "/"
                + URLEncoder.encode(key, StandardCharsets.UTF_8).replace("%2F", "/");
    }

    /** One page of all keys below the prefix that come after another, in their order. */
    S3Xml.Page page(String prefix, String after) {
        return page(prefix, after, PAGE);
    }

    S3Xml.Page page(String prefix, String after, int atMost) {
        return page(prefix, after.isEmpty() ? Map.of() : Map.of("start-after", after), atMost);
    }

    /** The page behind another. MinIO goes through the whole prefix for each page that is not asked for by its token. */
    S3Xml.Page pageBehind(String prefix, S3Xml.Page before) {
        if (!before.next().isEmpty()) {
            return page(prefix, Map.of("continuation-token", before.next()), PAGE);
        }
        return page(prefix, before.entries().get(before.entries().size() - 1).key());
    }

    private S3Xml.Page page(String prefix, Map<String, String> from, int atMost) {
        var query = new LinkedHashMap<>(from);
        query.put("list-type", "2");
        query.put("prefix", prefix);
        query.put("encoding-type", "url");
        query.put("max-keys", String.valueOf(atMost));
        return explaining(() -> {
            try (var answer = requests.send(Ask.of(Method.GET, null).query(query))) {
                return S3Xml.page(bytes(answer).byteStream());
            }
        });
    }

    void createBucket() {
        try {
            done(Ask.of(Method.PUT, null));
        } catch (Unavailable failed) {
            if (!says(failed, "BucketAlreadyOwnedByYou")) {
                throw failed;
            }
        }
    }

    private static Ask withText(Ask ask, String text) {
        return ask.body(
                RequestBody.create(text, okhttp3.MediaType.get(XML_TYPE)),
                ContentDigest.sha256(text).toString());
    }

    /** Sends it and looks for an error in the answer's body too: a server that takes long says 200 before it knows. */
    private void done(Ask ask) {
        explaining(() -> {
            try (var answer = requests.send(ask)) {
                checked(answer);
                return true;
            }
        });
    }

    private String checked(Response answer) throws IOException {
        var text = text(answer);
        var code = S3Xml.errorCode(text);
        if (code.isPresent()) {
            throw requests.refused(code.get().equals("InternalError") ? 500 : answer.code(), code.get());
        }
        return text;
    }

    private static String text(Response answer) throws IOException {
        return bytes(answer).string();
    }

    private static ResponseBody bytes(Response answer) throws IOException {
        var body = answer.body();
        if (body == null) {
            throw new IOException("An answer without body");
        }
        return body;
    }

    private <T> T explaining(Retries.Call<T> call) {
        try {
            return retried(call);
        } catch (S3Exception failed) {
            if (failed.failure().kind() == S3Failure.Kind.FULL) {
                full = true;
                log.warn("The store has no room left ({})", failed.failure().code());
            }
            throw explained(failed);
        }
    }

    private <T> T retried(Retries.Call<T> call) throws S3Exception {
        try {
            return retries.of(() -> {
                try {
                    return call.run();
                } catch (IOException failed) {
                    throw requests.broken(failed);
                }
            });
        } catch (S3Exception failed) {
            throw failed;
        } catch (IOException interrupted) {
            throw requests.broken(interrupted);
        }
    }

    /** What to tell whoever wanted something; administrators find the rest in the cause. */
    static ApplianceException explained(S3Exception failed) {
        return switch (failed.failure().kind()) {
            case FULL -> new NoSpace("There is no space left for objects in the store. Ask its administrator.");
            case UNREACHABLE -> new Unavailable("The store of the objects does not answer. Try again later.", failed);
            case AUTH, NO_BUCKET, NO_RIGHTS, CLOCK, REFUSED ->
                new Unavailable("The store of the objects refuses to work. Ask its administrator.", failed);
        };
    }

    private static String md5(String text) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has MD5", impossible);
        }
    }

    /** @throws Unavailable when the server does not answer */
    Optional<Instant> clock() {
        return explaining(requests::clock);
    }

    /** Whether it refused something for want of room, and nothing was stored since. */
    boolean isFull() {
        return full;
    }

    boolean isEncrypted() {
        return requests.isEncrypted();
    }

    @Override
    public void close() {
        requests.close();
    }
}
