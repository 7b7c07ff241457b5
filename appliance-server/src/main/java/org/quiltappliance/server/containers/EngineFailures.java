package org.quiltappliance.server.containers;

import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.ProblemException;

/** What becomes of failures of the engine. */
record EngineFailures(ContainerProblems problems) {

    /** What an engine is asked for. */
    interface Work<T> {
        T run() throws InterruptedException;
    }

    /** Gives failures of the engine, wherever they happen, the names of the catalogue. */
    <T> T named(Work<T> work) throws InterruptedException {
        try {
            return work.run();
        } catch (EngineException failed) {
            switch (failed.kind()) {
                case INTERRUPTED -> {
                    Thread.interrupted();
                    var interrupted = new InterruptedException(failed.text());
                    interrupted.initCause(failed);
                    throw interrupted;
                }
                case UNREACHABLE, NOT_PERMITTED ->
                    throw new ProblemException(problems.dockerGone("the container engine", failed.text()), failed);
                case NOT_FOUND,
                        CONFLICT,
                        PORT_TAKEN,
                        IMAGE_DENIED,
                        NO_NETWORK,
                        RATE_LIMIT,
                        WRONG_CPU,
                        WRONG_DIGEST,
                        NO_SPACE,
                        REFUSED ->
                    throw new ProblemException(problems.refused("The container engine", failed.text()), failed);
            }
            throw failed;
        }
    }
}
