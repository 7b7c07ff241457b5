package org.quiltappliance.server.reliability;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.Thorough;

/** The container engine itself goes away under load and comes back, with the containers or without them. */
@Thorough
class EngineOutageIT {

    @TempDir
    Path folder;

    /** How it ends, and whether containers run on meanwhile. */
    enum End {
        /** Ends the containers, too. */
        STOPPED(DockerEngine::stop),

        /** Containers go on, but nobody passes connections on to them. */
        KILLED_WITH_LIVE_RESTORE(DockerEngine::kill, "--live-restore");

        private final Consumer<DockerEngine> begin;
        private final String[] options;

        End(Consumer<DockerEngine> begin, String... options) {
            this.begin = begin;
            this.options = options;
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void engineThatGoesAwayDegradesAndLosesNothing(End end) throws Exception {
        var engine = DockerEngine.own(end.options);
        try (var stage = Stage.withContainers(folder.resolve("home"), engine.place())) {
            Outage.play(
                    stage,
                    List.of(new Outage(end.name(), "DOCKER_GONE", () -> end.begin.accept(engine), engine::startAgain)));
        } finally {
            engine.stop();
        }
    }
}
