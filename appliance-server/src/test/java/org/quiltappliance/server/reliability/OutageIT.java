package org.quiltappliance.server.reliability;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.testing.Cable;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.Thorough;
import org.quiltappliance.server.testing.Thoroughness;

/** The server of the database or that of the objects goes away under load, in every way it can, and comes back: one process lives through all. */
class OutageIT {

    @TempDir
    Path folder;

    /** What happens to a server of databases, and what ends that. */
    enum OfDatabase {
        KILLED(PostgresServer::kill, PostgresServer::startAgain),
        STOPPED(PostgresServer::stop, PostgresServer::startAgain),
        PAUSED(PostgresServer::pause, PostgresServer::resume);

        private final Consumer<PostgresServer> begin;
        private final Consumer<PostgresServer> end;

        OfDatabase(Consumer<PostgresServer> begin, Consumer<PostgresServer> end) {
            this.begin = begin;
            this.end = end;
        }
    }

    /** A server of objects, and the cable that leads to it. */
    private record Line(MinioServer server, Cable cable) {}

    /** What happens to a server of objects, and what ends that. */
    enum OfStore {
        KILLED(line -> line.server().kill(), line -> line.server().startAgain()),
        /** On the way to it: a MinIO that is frozen itself may answer nobody any more when it goes on. */
        FROZEN(line -> line.cable().freeze(), line -> line.cable().thaw()),
        CUT_OFF(line -> line.cable().cut(), line -> line.cable().mend());

        private final Consumer<Line> begin;
        private final Consumer<Line> end;

        OfStore(Consumer<Line> begin, Consumer<Line> end) {
            this.begin = begin;
            this.end = end;
        }
    }

    @Test
    void databaseThatGoesAwayDegradesAndLosesNothing() throws Exception {
        var server = PostgresServer.own();
        try (var stage = Stage.withFolder(folder.resolve("home"), server.database())) {
            var outages = Thoroughness.of(1, List.of(OfDatabase.values())).stream()
                    .map(kind -> outage(kind, "DB_DOWN", kind.begin, kind.end, server))
                    .toList();
            Outage.play(stage, outages);
        }
    }

    @Test
    @Thorough
    void storeThatGoesAwayDegradesAndLosesNothing() throws Exception {
        var server = MinioServer.own();
        var bucket = server.bucket();
        try (var stage = Stage.withBucket(folder.resolve("home"), PostgresServer.freshDatabase(), bucket);
                var cable = Cable.to(bucket.endpoint().getPort())) {
            stage.settings().put("S3_ENDPOINT", "http://127.0.0.1:" + cable.port());
            var line = new Line(server, cable);
            var outages = Stream.of(OfStore.values())
                    .map(kind -> outage(kind, "STORE_DOWN", kind.begin, kind.end, line))
                    .toList();
            Outage.play(stage, outages);
        }
    }

    private static <T> Outage outage(Enum<?> kind, String problem, Consumer<T> begin, Consumer<T> end, T place) {
        return new Outage(kind.name(), problem, () -> begin.accept(place), () -> end.accept(place));
    }
}
