package org.quiltappliance.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.TreeHash;

/** The people who push to one stage, all at the same time, and what they were told. */
final class Crowd {

    private static final int PUSHERS = 4;
    private static final String OTHER = "ben";

    /** A push of more than 1,000 objects is not put into all rows before it is answered. */
    private static final int MANY = 1_010;

    private final Stage stage;
    private final Tally tally;
    private final Journal journal = new Journal();
    private final List<Pusher> pushers = new ArrayList<>();
    private final Map<String, RegistryClient> clients = new LinkedHashMap<>();

    Crowd(Stage stage, Random random, Tally tally) {
        this.stage = stage;
        this.tally = tally;
        for (int number = 0; number < PUSHERS; number++) {
            pushers.add(new Pusher(
                    number,
                    number % 2 == 0 ? ApplianceProcess.ADMIN : OTHER,
                    new Random(random.nextLong()),
                    journal,
                    tally));
        }
    }

    /** Makes the accounts when that has not been done. Tokens outlive the process, so once is enough. */
    void signIn(ApplianceProcess process) throws IOException {
        signIn(process, process.registry());
    }

    /** @param registry where everybody goes to, if that is not the process itself */
    void signIn(ApplianceProcess process, URI registry) throws IOException {
        if (!clients.isEmpty()) {
            return;
        }
        var added = process.ask(JsonNodeFactory.instance
                .objectNode()
                .put("command", "users")
                .put("action", "add")
                .put("name", OTHER)
                .put("email", OTHER + "@example.com")
                .put("password", ApplianceProcess.PASSWORD));
        assertThat(added.has("error")).as("%s", added).isFalse();
        plant();
        var nobody = new RegistryClient(registry);
        for (var name : List.of(ApplianceProcess.ADMIN, OTHER)) {
            var answer = nobody.post("/api/login", Map.of("username", name, "password", ApplianceProcess.PASSWORD));
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            clients.put(name, nobody.as(answer.json().path("token").textValue()));
        }
    }

    /** What large pushes name. */
    private void plant() throws IOException {
        Map<String, byte[]> objects = new LinkedHashMap<>();
        for (int number = 0; number < MANY; number++) {
            var content = ("object number " + number).getBytes(StandardCharsets.UTF_8);
            var hash = TreeHash.ofBytes(content);
            stage.store().plant(new StoreView.Key(ApplianceProcess.ADMIN, hash), content);
            objects.put(hash, content);
        }
        journal.plants(ApplianceProcess.ADMIN, objects);
    }

    Judge judge() {
        return new Judge(stage, journal, clients, tally);
    }

    /**
     * Lets everybody push while that is done, and until then.
     *
     * @return of each whether the registry went away under him
     */
    List<Boolean> pushWhile(Callable<?> meanwhile) throws Exception {
        var threads = Executors.newFixedThreadPool(PUSHERS);
        var over = new AtomicBoolean();
        try {
            List<Future<Boolean>> work = new ArrayList<>();
            for (var pusher : pushers) {
                work.add(threads.submit(() -> pusher.work(clients.get(pusher.owner()), over::get)));
            }
            meanwhile.call();
            over.set(true);
            return results(work);
        } finally {
            over.set(true);
            threads.shutdown();
        }
    }

    private static List<Boolean> results(List<Future<Boolean>> work) throws InterruptedException {
        List<Boolean> results = new ArrayList<>();
        for (var one : work) {
            try {
                results.add(one.get());
            } catch (ExecutionException failed) {
                throw new AssertionError("Somebody got another answer than he may: " + failed.getCause(), failed);
            }
        }
        return results;
    }
}
