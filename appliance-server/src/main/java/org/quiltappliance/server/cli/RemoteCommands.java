package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.config.Kind;

/** What is said to a registry that runs: stop, restart, status. */
final class RemoteCommands {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration START_PATIENCE = Duration.ofSeconds(120);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Set<String> UP = Set.of("RUNNING", "DEGRADED");

    private final Call call;
    private final Terminal terminal;
    private final Remote remote;

    RemoteCommands(Call call) {
        this.call = call;
        this.terminal = call.terminal();
        this.remote = new Remote(call.home());
    }

    int stop() throws IOException {
        boolean now = call.arguments().flag("--now");
        Duration timeout = timeout(PATIENCE);
        call.arguments().finish();
        JsonNode answer = remote.require(Remote.request("stop").put("now", now), timeout);
        remote.awaitEnd(timeout);
        tell(answer, "Stopped." + lost(answer.path("lost")));
        return ExitCode.DONE;
    }

    private static String lost(JsonNode counts) {
        long packages = counts.path("packages").asLong();
        return packages == 0
                ? ""
                : " " + Sizes.count(packages, "package") + " and "
                        + Sizes.count(counts.path("objects").asLong(), "file") + " with "
                        + Sizes.of(counts.path("bytes").asLong()) + " were in memory and are gone.";
    }

    int restart() throws IOException {
        Duration timeout = timeout(START_PATIENCE);
        call.arguments().finish();
        JsonNode answer = remote.require(Remote.request("restart"), timeout);
        tell(answer, "Restarted.");
        return ExitCode.DONE;
    }

    private void tell(JsonNode answer, String text) {
        terminal.show(answer, () -> terminal.tell(text));
    }

    int status() throws IOException {
        Optional<String> wanted = call.arguments().option("--wait");
        Duration timeout = timeout(START_PATIENCE);
        call.arguments().finish();
        if (wanted.filter(state -> !state.equals("running") && !state.equals("stopped"))
                .isPresent()) {
            throw CommandFailure.wrongUse("One can wait for running or stopped.");
        }
        JsonNode status = status(wanted, timeout);
        terminal.show(status, () -> print(status));
        return ExitCode.DONE;
    }

    private JsonNode status(Optional<String> wanted, Duration timeout) throws IOException {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            JsonNode status = remote.ask(Remote.request("status"), ANSWER).orElseGet(RemoteCommands::nobody);
            if (wanted.isEmpty() || isAs(status.path("state").asText(), wanted.get())) {
                return status;
            }
            if (status.path("state").asText().equals("FAILED")) {
                throw CommandFailure.of(status.path("failure"));
            }
            if (System.nanoTime() > end) {
                throw Remote.late();
            }
            Remote.pause();
        }
    }

    private static boolean isAs(String state, String wanted) {
        return wanted.equals("running") ? UP.contains(state) : state.equals("STOPPED");
    }

    private static JsonNode nobody() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("state", "STOPPED")
                .put("headline", "Stopped")
                .putNull("endpoints")
                .putNull("failure");
    }

    private void print(JsonNode status) {
        terminal.print(status.path("headline").asText());
        JsonNode endpoints = status.path("endpoints");
        if (endpoints.isObject()) {
            terminal.print("  Registry   " + endpoints.path("registryUrl").asText());
            terminal.print("  Catalog    " + endpoints.path("catalogUrl").asText());
            terminal.print("  Reach      " + endpoints.path("reach").asText());
            terminal.print("  Data       " + status.path("location").asText());
            terminal.print("  Since      " + status.path("since").asText());
        }
        JsonNode storage = status.path("storage");
        if (storage.isObject()) {
            terminal.print("  Holds      "
                    + Sizes.count(storage.path("packages").asLong(), "package") + ", "
                    + Sizes.count(storage.path("objects").asLong(), "file") + ", "
                    + Sizes.of(storage.path("bytes").asLong())
                    + (status.path("mode").asText().equals("TEST") ? ", lost at the stop" : ""));
        }
        JsonNode activity = status.path("activity");
        if (activity.isObject()) {
            terminal.print("  Busy       " + activity.path("kind").asText() + ": "
                    + activity.path("detail").asText());
        }
        for (JsonNode problem : status.path("problems")) {
            terminal.print("  " + problem.path("severity").asText() + "  "
                    + problem.path("title").asText() + ". "
                    + problem.path("message").asText());
        }
    }

    private Duration timeout(Duration standard) {
        return call.arguments().option("--timeout").map(RemoteCommands::time).orElse(standard);
    }

    private static Duration time(String text) {
        try {
            return Kind.Time.read(text);
        } catch (IllegalArgumentException broken) {
            throw CommandFailure.wrongUse("--timeout needs a time like 60s or 2m.");
        }
    }
}
