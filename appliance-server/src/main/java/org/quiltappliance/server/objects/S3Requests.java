package org.quiltappliance.server.objects;

import com.google.common.collect.LinkedHashMultimap;
import io.minio.MinioAsyncClient;
import io.minio.Signer;
import io.minio.Time;
import io.minio.http.HttpUtils;
import io.minio.http.Method;
import java.io.IOException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.config.StoreConfig;

/**
 * Sends signed requests about one bucket, each once. Addresses and signatures are the SDK's; its own calls are not used,
 * because they take bodies apart into arrays, go through a queue for all requests, and hide what was answered.
 */
final class S3Requests extends MinioAsyncClient {

    /** A body whose hash is not signed, which is enough where TLS guards it. */
    static final String UNSIGNED = "UNSIGNED-PAYLOAD";

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** Copying and joining parts of many gigabytes happens in silence. */
    private static final Duration LONG_SILENCE = Duration.ofMinutes(5);

    private final StoreConfig.S3 config;
    private final OkHttpClient quick;
    private final OkHttpClient patient;

    /**
     * What is asked.
     *
     * @param key of an object, or null for the bucket
     * @param bodySha256 hash of the body in hexadecimal, or {@link #UNSIGNED}
     * @param mayTakeLong whether the server may think about it for minutes
     */
    record Ask(
            Method method,
            @Nullable String key,
            Map<String, String> query,
            Map<String, String> headers,
            @Nullable RequestBody body,
            String bodySha256,
            boolean mayTakeLong) {

        static Ask of(Method method, @Nullable String key) {
            return new Ask(method, key, Map.of(), Map.of(), null, EMPTY, false);
        }

        private static final String EMPTY = ContentDigest.sha256("").toString();

        Ask query(Map<String, String> values) {
            return new Ask(method, key, values, headers, body, bodySha256, mayTakeLong);
        }

        Ask headers(Map<String, String> values) {
            return new Ask(method, key, query, values, body, bodySha256, mayTakeLong);
        }

        Ask body(RequestBody sent, String sha256) {
            return new Ask(method, key, query, headers, sent, sha256, mayTakeLong);
        }

        Ask lasting() {
            return new Ask(method, key, query, headers, body, bodySha256, true);
        }
    }

    S3Requests(StoreConfig.S3 config) {
        this(
                config,
                new OkHttpClient.Builder()
                        .connectTimeout(CONNECT)
                        .readTimeout(SILENCE)
                        .writeTimeout(SILENCE)
                        .protocols(List.of(Protocol.HTTP_1_1))
                        .followRedirects(false)
                        .build());
    }

    private S3Requests(StoreConfig.S3 config, OkHttpClient http) {
        super(MinioAsyncClient.builder()
                .endpoint(config.endpoint().toString())
                .region(config.region())
                .credentials(config.accessKey(), config.secretKey().reveal())
                .httpClient(http)
                .build());
        this.config = config;
        quick = http;
        patient = http.newBuilder().readTimeout(LONG_SILENCE).build();
        switch (config.pathStyle()) {
            case AUTO -> {
                // As the SDK finds best for this endpoint.
            }
            case YES -> disableVirtualStyleEndpoint();
            case NO -> enableVirtualStyleEndpoint();
        }
    }

    /**
     * Sends the request and waits for the head of the answer.
     *
     * @return an answer that says success, to be closed by the caller
     * @throws S3Exception when there is none, or no success
     */
    Response send(Ask ask) throws IOException {
        Response answer;
        try {
            answer = (ask.mayTakeLong() ? patient : quick).newCall(signed(ask)).execute();
        } catch (IOException failed) {
            throw broken(failed);
        }
        if (answer.isSuccessful()) {
            return answer;
        }
        try (answer) {
            throw refused(answer);
        }
    }

    /** Asks for a link or for nothing, unsigned, and waits for the head of any answer; to be closed by the caller. */
    Response fetch(String url) throws IOException {
        try {
            return quick.newCall(new Request.Builder().url(url).build()).execute();
        } catch (IOException failed) {
            throw broken(failed);
        }
    }

    /** What time the server says it is, with any answer to anybody: signed questions fail when clocks differ too much. */
    Optional<Instant> clock() throws IOException {
        try (var answer = fetch(config.endpoint().toString())) {
            return Optional.ofNullable(answer.headers().getInstant("Date"));
        }
    }

    private Request signed(Ask ask) {
        try {
            var query = LinkedHashMultimap.<String, String>create();
            ask.query().forEach(query::put);
            var url = buildUrl(ask.method(), config.bucket(), ask.key(), config.region(), query);
            var sent = ask.body();
            if (sent == null && (ask.method() == Method.PUT || ask.method() == Method.POST)) {
                sent = RequestBody.create(new byte[0]);
            }
            var request = new Request.Builder()
                    .url(url)
                    .headers(Headers.of(ask.headers()))
                    .header("Host", HttpUtils.getHostHeader(url))
                    // Else the library would unpack what is stored packed.
                    .header("Accept-Encoding", "identity")
                    .header("x-amz-content-sha256", ask.bodySha256())
                    .header("x-amz-date", ZonedDateTime.now(ZoneOffset.UTC).format(Time.AMZ_DATE_FORMAT))
                    .method(ask.method().toString(), sent)
                    .build();
            return Signer.signV4S3(
                    request, region, config.accessKey(), config.secretKey().reveal(), ask.bodySha256());
        } catch (NoSuchAlgorithmException | InvalidKeyException impossible) {
            throw new IllegalStateException("Every Java platform signs", impossible);
        }
    }

    /** The connection failed, before or after the head of an answer. */
    S3Exception broken(IOException failed) {
        return failed instanceof S3Exception known
                ? known
                : new S3Exception(
                        failure(S3Failure.Kind.UNREACHABLE, failed.getClass().getSimpleName()), failed);
    }

    /** What an answer says that is no success, by its status or, after a long silence, in its body. */
    S3Exception refused(Response answer) throws IOException {
        int status = answer.code();
        var body = answer.body();
        // An answer to HEAD has no body; MinIO tells it here.
        var hint = answer.header("x-minio-error-code", "status " + status);
        return refused(
                status, S3Xml.errorCode(body == null ? "" : body.string()).orElse(String.valueOf(hint)));
    }

    S3Exception refused(int status, String code) {
        return new S3Exception(failure(S3Failure.kindOf(status, code), code), status);
    }

    private S3Failure failure(S3Failure.Kind kind, String code) {
        return new S3Failure(kind, config.endpoint(), config.bucket(), code);
    }

    String bucket() {
        return config.bucket();
    }

    /** Whether TLS guards what is sent. */
    boolean isEncrypted() {
        return "https".equalsIgnoreCase(config.endpoint().getScheme());
    }

    @Override
    public void close() {
        quick.dispatcher().executorService().shutdown();
        quick.connectionPool().evictAll();
    }
}
