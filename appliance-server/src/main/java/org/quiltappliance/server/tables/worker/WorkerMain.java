package org.quiltappliance.server.tables.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.quiltappliance.server.tables.worker.Reply.Reason;

/**
 * The worker's main class: tasks in, replies out, until the input ends. It halts when a task goes on for much longer than it
 * may, as then nobody is left to kill it.
 */
public final class WorkerMain {

    /** What the worker says first, when it has loaded its engine. */
    public static final String READY = "ready";

    /** Seconds that a task may be late before the worker takes its own life. */
    private static final int GRACE_SECONDS = 5;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Relations relations = new Relations();
    private final Windows windows = new Windows(relations);
    private final Summaries summaries = new Summaries(relations);
    private final Queries queries = new Queries(relations);
    private final Comparisons comparisons = new Comparisons(relations);

    private WorkerMain() {}

    public static void main(String[] args) throws IOException, SQLException {
        var in = new BufferedInputStream(new FileInputStream(FileDescriptor.in));
        var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out));
        var last = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "last resort");
            thread.setDaemon(true);
            return thread;
        });
        Engine.load();
        Frames.write(out, JSON.writeValueAsBytes(READY));
        var worker = new WorkerMain();
        for (var message = Frames.read(in); message.isPresent(); message = Frames.read(in)) {
            var task = JSON.readValue(message.get(), Task.class);
            Frames.write(out, worker.reply(task, last));
        }
        Runtime.getRuntime().halt(0);
    }

    private byte[] reply(Task task, ScheduledExecutorService last) throws IOException {
        var death = last.schedule(() -> Runtime.getRuntime().halt(1), task.seconds() + GRACE_SECONDS, TimeUnit.SECONDS);
        var message = JSON.writeValueAsBytes(reply(task));
        death.cancel(false);
        return message.length <= Frames.MOST_BYTES
                ? message
                : JSON.writeValueAsBytes(new Reply(
                        null, new Reply.Failure(Reason.TOO_MUCH, "The answer is too large. Ask for less of it.")));
    }

    private Reply reply(Task task) {
        try (var session = Session.open(task, written(task.work()))) {
            try {
                return new Reply(JSON.valueToTree(result(session, task.work())), null);
            } catch (SQLException failed) {
                return new Reply(null, session.failure(failed, wrong(task.work())));
            }
        } catch (Refusal refused) {
            return new Reply(null, refused.failure());
        } catch (SQLException failed) {
            return new Reply(null, new Reply.Failure(Reason.TOO_MUCH, "The engine for tables could not begin."));
        }
    }

    private static String[] written(Work work) {
        if (work instanceof Work.Sheet sheet) {
            return new String[] {sheet.file(), sheet.file() + Sheets.LINES};
        }
        return work instanceof Work.Export export ? new String[] {export.file()} : new String[0];
    }

    /** What a complaint of the engine is about. */
    private static Reason wrong(Work work) {
        boolean statement = work instanceof Work.Query || work instanceof Work.Export;
        boolean compared =
                work instanceof Work.Window window && !window.conditions().isEmpty();
        return statement || compared ? Reason.WRONG : Reason.UNREADABLE;
    }

    private Object result(Session session, Work work) throws SQLException, Refusal {
        if (work instanceof Work.Window window) {
            return windows.window(session, window);
        } else if (work instanceof Work.Outline outline) {
            return windows.outline(session, outline);
        } else if (work instanceof Work.Summary summary) {
            return summaries.summary(session, summary);
        } else if (work instanceof Work.Query query) {
            return queries.query(session, query);
        } else if (work instanceof Work.Export export) {
            return queries.export(session, export);
        } else if (work instanceof Work.Differences differences) {
            return comparisons.differences(session, differences);
        }
        if (work instanceof Work.Sheet sheet) {
            return Sheets.table(session, sheet);
        }
        throw new IllegalArgumentException("Unknown work: " + work);
    }
}
