package org.quiltappliance.server.objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.quiltappliance.server.testing.ObjectSamples.hashOf;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;

/** How many requests it takes to look for many objects, at a server that only lists and heads. */
class S3SizesTest {

    private static final int MANY = 100_000;
    private static final String PREFIX = "objs/alice/";

    private final TreeSet<String> keys = new TreeSet<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(16);
    private final HttpServer server = serve();
    private final S3Bucket bucket = new S3Bucket(new S3Requests(new StoreConfig.S3(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            Optional.empty(),
            "package",
            "us-east-1",
            StoreConfig.PathStyle.YES,
            "key",
            new Secret("secret"))));
    private final S3Sizes sizes = new S3Sizes(bucket, new PackedLength(bucket), threads);

    @AfterEach
    void stop() {
        bucket.close();
        server.stop(0);
        threads.shutdown();
    }

    @Test
    void objectsThatLieCloseTogetherAreFoundByPages() {
        var wanted = hashes("object", MANY);
        wanted.forEach(hash -> keys.add(PREFIX + hash));

        var found = sizes.of("alice", wanted);

        assertThat(found).isEqualTo(wanted.stream().collect(Collectors.toMap(Function.identity(), hash -> 7L)));
        assertThat(requests.get()).isBetween(100, 150);
    }

    @Test
    void fewAmongManyAreAskedForSingly() {
        hashes("other", MANY).forEach(hash -> keys.add(PREFIX + hash));
        var wanted = hashes("object", 600);
        wanted.subList(0, 300).forEach(hash -> keys.add(PREFIX + hash));

        assertThat(sizes.of("alice", wanted)).containsOnlyKeys(wanted.subList(0, 300));
        assertThat(requests.get()).isLessThan(700);
    }

    @Test
    void manyOfAnOwnerWithoutObjectsAreMissedAtOnce() {
        assertThat(sizes.of("alice", hashes("object", MANY))).isEmpty();
        assertThat(requests.get()).isLessThanOrEqualTo(20);
    }

    @Test
    void objectsOfOthersAreNotTaken() {
        var wanted = hashes("object", 500);
        wanted.forEach(hash -> keys.add("objs/alice2/" + hash));
        wanted.forEach(hash -> keys.add("objs/alic/" + hash));

        assertThat(sizes.of("alice", wanted)).isEmpty();
    }

    private static List<Hash> hashes(String kind, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> hashOf((kind + " " + i).getBytes(UTF_8)))
                .sorted()
                .toList();
    }

    private HttpServer serve() {
        try {
            var started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.setExecutor(threads(started));
            started.createContext("/", this::answer);
            started.start();
            return started;
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static ExecutorService threads(HttpServer owner) {
        return Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "server of " + owner.getAddress());
            thread.setDaemon(true);
            return thread;
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            if (exchange.getRequestMethod().equals("HEAD")) {
                boolean isThere =
                        keys.contains(exchange.getRequestURI().getPath().substring("/package/".length()));
                exchange.getResponseHeaders().add("Content-Length", "7");
                exchange.sendResponseHeaders(isThere ? 200 : 404, -1);
                return;
            }
            var answer =
                    page(parameters(exchange.getRequestURI().getRawQuery())).getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static Map<String, String> parameters(String query) {
        return Stream.of(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
    }

    private String page(Map<String, String> asked) {
        int most = Integer.parseInt(asked.get("max-keys"));
        var listed = keys.tailSet(asked.getOrDefault("start-after", ""), false).stream()
                .filter(key -> key.startsWith(asked.get("prefix")))
                .limit(most + 1L)
                .toList();
        var xml = new StringBuilder("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">")
                .append("<IsTruncated>" + (listed.size() > most) + "</IsTruncated>");
        listed.stream()
                .limit(most)
                .forEach(key -> xml.append("<Contents><Key>")
                        .append(key)
                        .append("</Key><LastModified>2026-01-02T03:04:05.678Z</LastModified><ETag>&quot;x&quot;</ETag>")
                        .append("<Size>7</Size><Owner><ID>o</ID></Owner></Contents>"));
        return xml.append("</ListBucketResult>").toString();
    }
}
