package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.quiltappliance.server.control.ControlClient;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.HomeLock;

/** The process that has the home folder, as the other commands see it. */
final class Remote {

    private static final Duration PAUSE = Duration.ofMillis(50);

    /** A process opens its control channel a moment after it took the folder. */
    private static final int ATTEMPTS = 40;

    private final Home home;

    Remote(Home home) {
        this.home = home;
    }

    static ObjectNode request(String command) {
        return JsonNodeFactory.instance.objectNode().put("command", command);
    }

    /**
     * Asks it.
     *
     * @return the answer; empty when no process has the folder
     * @throws CommandFailure with what the answer says went wrong, or when there is none in time
     */
    Optional<JsonNode> ask(ObjectNode request, Duration timeout) throws IOException {
        Optional<ControlClient> connected = connect();
        if (connected.isEmpty()) {
            return Optional.empty();
        }
        try (var client = connected.get()) {
            var answer = CompletableFuture.supplyAsync(() -> answer(client, request))
                    .completeOnTimeout(Optional.empty(), timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .join()
                    .orElseThrow(Remote::late);
            if (answer.has("error")) {
                throw CommandFailure.of(answer.path("error"));
            }
            return Optional.of(answer);
        } catch (CompletionException failed) {
            throw CommandFailure.of(
                    ExitCode.FAILED,
                    "INTERNAL",
                    String.valueOf(failed.getCause().getMessage()));
        }
    }

    private static Optional<JsonNode> answer(ControlClient client, ObjectNode request) {
        try {
            return Optional.of(client.ask(request));
        } catch (IOException failed) {
            throw new CompletionException(failed);
        }
    }

    /** As {@link #ask}, for what makes no sense without a process. */
    JsonNode require(ObjectNode request, Duration timeout) throws IOException {
        return ask(request, timeout)
                .orElseThrow(() -> CommandFailure.of(
                        ExitCode.REFUSED, "NOT_RUNNING", "No registry runs in " + home.folder() + "."));
    }

    private Optional<ControlClient> connect() throws IOException {
        for (int attempt = 1; HomeLock.holder(home).isPresent(); attempt++) {
            try {
                return Optional.of(ControlClient.connect(home));
            } catch (IOException notYet) {
                if (attempt == ATTEMPTS) {
                    throw CommandFailure.of(
                            ExitCode.FAILED, "NO_ANSWER", "A process uses " + home.folder() + " but does not answer.");
                }
                pause();
            }
        }
        return Optional.empty();
    }

    /** Waits until no process has the folder. */
    void awaitEnd(Duration timeout) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        while (HomeLock.holder(home).isPresent()) {
            if (System.nanoTime() > end) {
                throw late();
            }
            pause();
        }
    }

    static CommandFailure late() {
        return CommandFailure.of(ExitCode.TIMED_OUT, "TIMED_OUT", "It took too long; it may still happen.");
    }

    static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CommandFailure.of(ExitCode.INTERRUPTED, "INTERRUPTED", "Interrupted.");
        }
    }
}
