package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.LinkedHashMultimap;
import io.minio.Signer;
import io.minio.Time;
import io.minio.http.HttpUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.config.StoreConfig.PathStyle;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.testing.ObjectSamples;
import org.quiltappliance.server.testing.SteppingClock;

class S3LinksTest {

    private static final Hash HASH = ObjectSamples.hashOf(new byte[] {1});
    private static final Hash OTHER = ObjectSamples.hashOf(new byte[] {2});
    private static final StoreConfig.S3 SERVER = server("https://s3.example.org:9000", "package", PathStyle.AUTO);

    private final SteppingClock clock = new SteppingClock();

    private static StoreConfig.S3 server(String endpoint, String bucket, PathStyle style) {
        return new StoreConfig.S3(
                URI.create(endpoint),
                Optional.empty(),
                bucket,
                "eu-central-1",
                style,
                "ACCESS+KEY/1",
                new Secret("a secret/of the+tests"));
    }

    private S3Links links(StoreConfig.S3 config) {
        return new S3Links(config, () -> Duration.ofHours(24), clock);
    }

    @ParameterizedTest
    @EnumSource
    void linkIsTheOneThatTheSdkMakes(LinkMethod method) throws Exception {
        for (String owner : new String[] {"alice", "Alice_2", "a b/ö", "..", ""}) {
            assertThat(links(SERVER).link(method, owner, HASH)).isEqualTo(bySdk(SERVER, method, owner));
        }
    }

    @Test
    void linkOfTheNextDayIsTheOneThatTheSdkMakes() throws Exception {
        var links = links(SERVER);
        links.link(LinkMethod.GET, "alice", HASH);

        clock.advance(Duration.ofDays(1));

        assertThat(links.link(LinkMethod.GET, "alice", HASH)).isEqualTo(bySdk(SERVER, LinkMethod.GET, "alice"));
    }

    static Stream<StoreConfig.S3> servers() {
        return Stream.of(
                server("http://localhost:80", "package", PathStyle.AUTO),
                server("https://localhost:443", "package", PathStyle.YES),
                server("http://127.0.0.1:9000", "my.bucket", PathStyle.AUTO),
                server("http://s3.example.org", "package", PathStyle.NO),
                server("https://S3.Example.org", "package", PathStyle.NO),
                server("https://s3.example.org", "my.bucket", PathStyle.NO));
    }

    @ParameterizedTest
    @MethodSource("servers")
    void addressIsTheOneThatTheSdkMakes(StoreConfig.S3 config) throws Exception {
        assertThat(links(config).link(LinkMethod.PUT, "alice", HASH)).isEqualTo(bySdk(config, LinkMethod.PUT, "alice"));
    }

    @Test
    void bucketOfAmazonIsPartOfTheHost() {
        assertThat(link("https://s3.amazonaws.com", "package", PathStyle.AUTO))
                .startsWith("https://package.s3.eu-central-1.amazonaws.com/objs/alice/" + HASH + "?");
        assertThat(link("https://s3.eu-central-1.amazonaws.com", "my.bucket", PathStyle.AUTO))
                .startsWith("https://s3.eu-central-1.amazonaws.com/my.bucket/objs/alice/" + HASH + "?");
        assertThat(link("https://s3.eu-central-1.amazonaws.com", "package", PathStyle.YES))
                .startsWith("https://s3.eu-central-1.amazonaws.com/package/objs/alice/" + HASH + "?");
    }

    private String link(String endpoint, String bucket, PathStyle style) {
        return links(server(endpoint, bucket, style)).link(LinkMethod.GET, "alice", HASH);
    }

    @Test
    void linkLeadsToThePublicEndpoint() {
        var config = new StoreConfig.S3(
                URI.create("http://10.0.0.1:9000"),
                Optional.of(URI.create("https://objects.example.org")),
                SERVER.bucket(),
                SERVER.region(),
                SERVER.pathStyle(),
                SERVER.accessKey(),
                SERVER.secretKey());

        assertThat(links(config).link(LinkMethod.GET, "alice", HASH))
                .isEqualTo(links(server("https://objects.example.org", "package", PathStyle.AUTO))
                        .link(LinkMethod.GET, "alice", HASH))
                .startsWith("https://objects.example.org/package/objs/alice/");
    }

    @Test
    void linkLivesSevenDaysAtMost() {
        var links = new S3Links(SERVER, () -> Duration.ofDays(30), clock);

        assertThat(links.link(LinkMethod.GET, "alice", HASH)).contains("&X-Amz-Expires=604800&");
    }

    @Test
    void linkHoldsNoSecretAndNeedsNoEscapes() {
        var link = links(SERVER).link(LinkMethod.GET, "alice", HASH);

        assertThat(link).matches("[A-Za-z0-9:/?&=._%-]+").doesNotContain("secret");
    }

    @Test
    void writerWritesTheSameLinksAsAreMadeSingly() throws IOException {
        var writer = links(SERVER).writer(LinkMethod.GET, "alice");
        var stream = new ByteArrayOutputStream();

        writer.write(HASH, stream);
        writer.write(OTHER, stream);

        assertThat(stream.toString(StandardCharsets.US_ASCII))
                .isEqualTo(links(SERVER).link(LinkMethod.GET, "alice", HASH)
                        + links(SERVER).link(LinkMethod.GET, "alice", OTHER));
    }

    /** Gives what the SDK asks for a request, and so its address for one. */
    private String bySdk(StoreConfig.S3 config, LinkMethod method, String owner) throws Exception {
        HttpUrl url;
        try (var requests = new Addresses(config)) {
            url = requests.of(method, S3Keys.object(owner, HASH));
        }
        var request = new Request.Builder()
                .url(url)
                .header("Host", HttpUtils.getHostHeader(url))
                .header("x-amz-date", clock.instant().atZone(ZoneOffset.UTC).format(Time.AMZ_DATE_FORMAT))
                .method(method.name(), method == LinkMethod.PUT ? RequestBody.create(new byte[0]) : null)
                .build();
        return Signer.presignV4(
                        request,
                        config.region(),
                        config.accessKey(),
                        config.secretKey().reveal(),
                        24 * 60 * 60)
                .toString();
    }

    /** The part of the SDK that knows where objects are. */
    private static final class Addresses extends io.minio.MinioAsyncClient {
        private final StoreConfig.S3 config;

        Addresses(StoreConfig.S3 config) {
            super(io.minio.MinioAsyncClient.builder()
                    .endpoint(config.endpoint().toString())
                    .region(config.region())
                    .build());
            this.config = config;
            switch (config.pathStyle()) {
                case AUTO -> {
                    // The SDK's own choice.
                }
                case YES -> disableVirtualStyleEndpoint();
                case NO -> enableVirtualStyleEndpoint();
            }
        }

        @Override
        public void close() {
            // Nothing was sent.
        }

        HttpUrl of(LinkMethod method, String key) throws Exception {
            return buildUrl(
                    io.minio.http.Method.valueOf(method.name()),
                    config.bucket(),
                    key,
                    config.region(),
                    LinkedHashMultimap.create());
        }
    }
}
