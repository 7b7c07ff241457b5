package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.quiltappliance.server.contract.OddRequests.Odd;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RawConnection;
import org.quiltappliance.server.testing.RawHttp;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;
import org.quiltappliance.server.testing.Thoroughness;

/**
 * Thousands of requests that are nearly right, from several clients at once: none is answered by a failure of the
 * server, none hangs, every refusal has a message, nothing piles up, and the registry works as before.
 *
 * <p>Every run asks the same, so that it says something about what was changed; {@code -Dbad.input.seed} asks something
 * else, {@code -Dbad.input.requests} sets how much.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final int CLIENTS = 4;
    /** Of each kind; more of the same would only hide the others. */
    private static final int MOST_EXAMPLES = 2;

    private static final long ROOM_TO_GROW = 160L << 20;

    private final long seed = Long.getLong("bad.input.seed", 1);
    private final int requests = Integer.getInteger("bad.input.requests", Thoroughness.times(8_000, 24_000));
    private final TestStorage storage = TestStorage.of(TestDatabase.H2);
    private final ConcurrentMap<String, Queue<String>> problems = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final StartedAppliance appliance =
            StartedAppliance.start(storage, Switches.ALL_ON.limits(2_000_000, 8_000_000));

    private List<String> tokens = List.of();
    private Pkg pkg = new Pkg("", "");
    private String objectUrl = "";

    @BeforeAll
    void fill() {
        var owner = appliance.person();
        pkg = new Pkg(owner.name(), "wine");
        new QuiltClient(appliance.client().as(owner)).pushPublic(pkg, Samples.everyKind());
        appliance
                .client()
                .as(owner)
                .put(
                        pkg.one("version", "1.0"),
                        Map.of("hash", Samples.everyKind().hash()));
        var url = appliance
                .client()
                .get(pkg.one("package", Samples.everyKind().hash()))
                .json()
                .at("/urls/" + Samples.everyKind().objectAt("README"))
                .textValue();
        objectUrl = url.substring(appliance.registry().toString().length());
        tokens = List.of(owner.token(), owner.token(), appliance.person().token(), admin());
    }

    /** A second administrator: the first one may be reset or disabled by chance. */
    private String admin() {
        var person = appliance.person();
        appliance.client().as(appliance.admin()).post("/api/users/grant_admin", Map.of("username", person.name()));
        return person.token();
    }

    @AfterAll
    void stop() {
        appliance.close();
        storage.close();
    }

    @Test
    void nothingThatAClientSendsBreaksTheRegistry() throws Exception {
        fire(requests / 6);
        long before = heapInUse();

        fire(requests - requests / 6);

        long grown = heapInUse() - before;
        assertThat(problems).as("seed %d, statuses %s", seed, statuses).isEmpty();
        assertThat(grown).as("bytes that the heap has grown by, seed %d", seed).isLessThan(ROOM_TO_GROW);
        assertThat(statuses.values().stream().mapToInt(AtomicInteger::get).sum())
                .isGreaterThanOrEqualTo(requests);
        assertThat(new TreeMap<>(statuses)).as("the mix of answers").containsKeys(200, 400, 401, 404, 405);
        everythingWorksAsBefore();
    }

    @Test
    void nothingThatABrowserSendsBreaksTheCatalog() throws Exception {
        fire(requests / 3, true);

        assertThat(problems).as("seed %d, statuses %s", seed, statuses).isEmpty();
        everythingWorksAsBefore();
    }

    @Test
    void nothingThatIsNoHttpBreaksTheRegistry() {
        var random = new OddRequests(new Random(seed), tokens, pkg, Samples.everyKind(), objectUrl);
        for (int i = 0; i < 400; i++) {
            var garbage = random.garbage();
            if (i % 2 == 0) {
                RawHttp.sendAndHangUp(appliance.registry(), garbage);
            } else {
                halfClosed(garbage);
            }
        }

        assertThat(problems).as("seed %d", seed).isEmpty();
        everythingWorksAsBefore();
    }

    /** Sends, says that no more will come, and reads what comes back. */
    private void halfClosed(byte[] garbage) {
        var back = RawHttp.exchangeAndShut(appliance.registry(), garbage);
        if (back.matches("(?s)HTTP/1.1 5(?!01|05|07).*")) {
            report("garbage failed", new String(garbage, StandardCharsets.ISO_8859_1) + "\ngot: " + back);
        }
    }

    private void everythingWorksAsBefore() {
        var person = appliance.person();
        var quilt = new QuiltClient(appliance.client().as(person));
        var own = new Pkg(person.name(), "after");
        quilt.push(own, Samples.demo());

        assertThat(quilt.install(own).contents()).isEqualTo(Samples.demo().json());
        assertThat(appliance.client().get("/healthcheck").text()).isEqualTo("ok");
    }

    private void fire(int count) throws Exception {
        fire(count, false);
    }

    private void fire(int count, boolean catalog) throws Exception {
        var pool = Executors.newFixedThreadPool(CLIENTS);
        var sources = new Random(seed + count);
        var works = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < CLIENTS; i++) {
            var random = new Random(sources.nextLong());
            var own = catalog
                    ? OddRequests.ofCatalog(random, tokens, pkg, Samples.everyKind())
                    : new OddRequests(random, tokens, pkg, Samples.everyKind(), objectUrl);
            works.add(() -> {
                send(catalog ? appliance.catalog() : appliance.registry(), own, count / CLIENTS + 1);
                return true;
            });
        }
        try {
            for (var done : pool.invokeAll(works)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private void send(URI place, OddRequests source, int count) throws IOException {
        try (var connection = new RawConnection(place)) {
            for (int i = 0; i < count; i++) {
                var odd = source.next();
                try {
                    var response = connection.ask(odd.method(), odd.bytes());
                    statuses.computeIfAbsent(response.status(), status -> new AtomicInteger())
                            .incrementAndGet();
                    problem(odd, response)
                            .ifPresent(problem ->
                                    report(problem + ", " + response.status(), "asked: " + odd + "\ngot: " + response));
                } catch (IOException broken) {
                    report("no answer: " + broken, "asked: " + odd);
                    connection.hangUp();
                }
            }
        }
    }

    private void report(String kind, String example) {
        var examples = problems.computeIfAbsent(kind, first -> new ConcurrentLinkedQueue<>());
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(example);
        }
    }

    private static Optional<String> problem(Odd odd, RawConnection.Response response) {
        if (response.status() >= 500 && response.status() != 501 && response.status() != 507) {
            return Optional.of("failed");
        }
        boolean api = odd.path().startsWith("/api/");
        if (!api || odd.method().equals("HEAD") || odd.method().equals("OPTIONS")) {
            return Optional.empty();
        }
        boolean packed = response.headers().containsKey("content-encoding");
        if (packed || response.status() / 100 == 3) {
            return Optional.empty();
        }
        try {
            var json = Answer.JSON.readTree(response.body());
            if (!json.isObject()) {
                return Optional.of("no JSON object");
            }
            if (response.status() >= 400 && !json.path("message").isTextual()) {
                return Optional.of("no message");
            }
            return Optional.empty();
        } catch (JsonProcessingException broken) {
            return Optional.of("no JSON: " + broken.getOriginalMessage());
        } catch (IOException impossible) {
            return Optional.of(impossible.toString());
        }
    }

    /** After asking for collections until the figure settles. */
    private static long heapInUse() {
        var runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }
}
