package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quiltappliance.server.cli.CommandLine.Call;

/** A long task of the process that has the home folder, watched from here. Ctrl+C gives it up there. */
final class LongTask {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long BETWEEN_LINES_NANOS = 2_000_000_000L;
    private static final long MEBIBYTE = 1 << 20;

    private final Call call;
    private final Terminal terminal;
    private final Remote remote;
    private final AtomicBoolean asked = new AtomicBoolean();
    private String detail = "";
    private long lastLine;

    LongTask(Call call) {
        this.call = call;
        this.terminal = call.terminal();
        this.remote = new Remote(call.home());
    }

    static ObjectNode request(String task) {
        return Remote.request("task").put("action", "start").put("task", task);
    }

    /** Starts it and waits for its end. @return what came out */
    JsonNode run(ObjectNode request) throws IOException {
        long id = remote.require(request, ANSWER).path("id").asLong();
        call.around().interrupts().call(() -> asked.set(true));
        boolean told = false;
        while (true) {
            if (asked.get() && !told) {
                told = true;
                terminal.tell("Cancelling; what was begun is undone.");
                remote.require(ask("cancel", id), ANSWER);
            }
            JsonNode answer = remote.require(ask("watch", id), ANSWER);
            if (answer.path("done").asBoolean()) {
                return answer.path("result");
            }
            tell(answer.path("activity"));
        }
    }

    private static ObjectNode ask(String action, long id) {
        return Remote.request("task").put("action", action).put("id", id);
    }

    private void tell(JsonNode activity) {
        long now = System.nanoTime();
        String present = activity.path("detail").asText();
        boolean isNew = !present.equals(detail);
        if (!isNew && now - lastLine < BETWEEN_LINES_NANOS) {
            return;
        }
        detail = present;
        lastLine = now;
        terminal.tell("  " + present + progress(activity));
    }

    private static String progress(JsonNode activity) {
        long done = activity.path("doneItems").asLong();
        if (done == 0) {
            return "";
        }
        long all = activity.path("items").asLong();
        long bytes = activity.path("doneBytes").asLong() / MEBIBYTE;
        return ": " + done + (all > 0 ? " of " + all : "") + (bytes > 0 ? ", " + bytes + " MB" : "");
    }
}
