package org.quiltappliance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.testing.FreePort;

class SilenceWatchTest {

    private final DataProblems problems = new DataProblems(Clock.systemUTC());

    @TempDir
    Path folder;

    @Test
    void reasonStandsWithinTheSentenceAndGoesWhenThereIsAnAnswer() {
        var failure = new AtomicReference<>(Optional.of(new Unavailable("The database is away.")));
        var watch = new SilenceWatch(
                "Database",
                () -> failure.get().ifPresent(thrown -> {
                    throw thrown;
                }),
                problems::databaseDown);

        assertThat(watch.look())
                .map(Problem::message)
                .hasValueSatisfying(message -> assertThat(message).contains("(The database is away)."));

        failure.set(Optional.empty());
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void storageThatIsAwayIsToldWithWhatHappenedToTheRequest() {
        var nobody = URI.create("http://127.0.0.1:" + FreePort.find());
        var config = new StoreConfig.S3(
                nobody,
                Optional.empty(),
                "bucket",
                "us-east-1",
                StoreConfig.PathStyle.YES,
                "key",
                new Secret("secret"));
        try (var store = new S3ObjectStore(config, folder, false)) {
            var watch = new SilenceWatch("Storage", store::prove, problems::storeDown);

            assertThat(watch.look())
                    .map(Problem::message)
                    .hasValueSatisfying(message -> assertThat(message)
                            .contains("(The S3 server " + nobody + " does not answer (ConnectException))."));
        }
    }
}
