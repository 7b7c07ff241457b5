package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.quiltappliance.server.testing.PostgresServer;

class FirstAdministratorTest {

    @RepeatedTest(3)
    void nodesThatStartTogetherMakeOne() throws Exception {
        var database = PostgresServer.freshDatabase();
        try (var one = AccountsSetup.on(database);
                var two = AccountsSetup.on(database)) {
            var barrier = new CyclicBarrier(2);
            var works = new ArrayList<Callable<Boolean>>();
            for (var node : List.of(one, two)) {
                works.add(() -> {
                    barrier.await();
                    return node.accounts.createFirstAdministrator("admin", "correct horse", "admin@example.com");
                });
            }
            var threads = Executors.newFixedThreadPool(2);
            try {
                var made = new ArrayList<Boolean>();
                for (var result : threads.invokeAll(works)) {
                    made.add(result.get());
                }
                assertThat(made).containsExactlyInAnyOrder(true, false);
            } finally {
                threads.shutdownNow();
            }
        }
    }
}
