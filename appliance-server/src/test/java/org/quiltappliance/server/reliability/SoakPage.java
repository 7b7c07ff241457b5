package org.quiltappliance.server.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** The page about a soak, with nothing but what was counted. */
record SoakPage(SoakOptions options, long seed, Tally tally) {

    private static final String SECONDS = "%.1f s";

    String markdown(Duration time) throws IOException {
        return """
                # Reliability

                Written by `./run soak --write` on %s. The process of the registry is killed (`kill -9`) while people push,
                while it starts, and while it makes its tables; it is started again on the same home folder, and a judge
                compares what is there with what was acknowledged. A kill that loses anything ends the run, and then this
                page is not written.%s

                ## What happened

                %s
                ## What was looked at

                %s
                Wrong, lost or half done among all these: **nothing**.

                The judge looks through the registry as clients do, and past it at the rows of the database and at every
                stored object. It demands:

                - Every acknowledged push, push of a part, tag, version and deletion is there. A request without an answer was
                  done whole or not at all; done again, it is acknowledged.
                - Pushes into one package at the same time lose nothing of each other.
                - The tree of every revision is exactly the one that was pushed; every object it names can be fetched and has
                  the right SHA-256 and size, and the storage holds no object with a wrong one or that nobody sent.
                - No package without a revision, no revision without its tree, its objects, its push in the log; what search
                  knows fits what is tagged.
                - No half of an upload and no temporary file outlives the next start.
                - Each start after a kill comes to its end by itself and says RECOVERED; one after a stop does not.

                ## How it was run

                %s
                ## What else is tried, at every change

                - `KillIT` does the same with two dozen kills, for a folder, for a bucket and for containers.
                - `OutageIT` kills, stops and pauses the server of the database under load, kills that of the objects, and freezes and
                  cuts the line to it: the registry says DEGRADED, clients get 503 with a message, and after the return everything goes
                  on by itself and nothing is lost. A MinIO that is frozen itself under load may keep a key locked for good, which it
                  answers with `RequestTimeout`, or answer nobody any more; it has to be started again then, as is done with containers
                  of the appliance.
                - `ContainerOutageIT` does that to each container (`docker kill`, `pause`, `restart`), and `EngineOutageIT` to the
                  container engine itself, with containers that end with it and with those that go on.
                - `NodeOutageIT` kills one of two nodes behind a balancer; the other one goes on.
                - `S3FullDiskIT` fills the disk of a MinIO, and `FullDatabaseIT` that of a PostgreSQL: what does not fit is refused
                  as such, reads go on, and with room again all is well.
                - `FullDiskIT` fills a disk by uploads: 507 with a message, DEGRADED, reads go on, and with room again the same
                  push succeeds.
                - `FolderUploadsTest` kills one of two processes that receive objects into one folder: the next start sweeps what
                  the dead one left, and nothing of the living one.
                - `FolderFlushTest` takes the power away, as far as a test can: after each flush it keeps only what was flushed
                  until then, and finds every acknowledged object and none that is wrong. Here `kill -9` shows nothing, as
                  it takes the process but not what the system has taken over from it.
                - `CancelledStartIT` gives a start up at every step: nothing listens, nothing of ours is left.
                """.formatted(LocalDate.now(ZoneOffset.UTC), shortfall(), happened(), lookedAt(), conditions(time));
    }

    /** What is missing of what was asked for; nothing when nothing is. */
    private String shortfall() {
        return tally.killed() >= options.kills()
                ? ""
                : "\n\nThis run was ended after %,d of the %,d kills asked for; nothing had failed until then."
                        .formatted(tally.killed(), options.kills());
    }

    private String happened() {
        var table = new StringBuilder("| | times |\n|---|---|\n");
        row(table, "killed", tally.killed());
        for (var phase : Moment.Phase.values()) {
            row(table, "– " + phase.words(), tally.of("killed " + phase.words()));
        }
        for (var what : new String[] {"push", "push of a part", "tag", "version", "delete", "upload of an object"}) {
            row(table, "acknowledged: " + what, tally.of("acknowledged: " + what));
        }
        for (var what : new String[] {
            "without an answer",
            "without an answer, but done whole",
            "without an answer, and nothing done",
            "repeated and acknowledged"
        }) {
            row(table, what, tally.of(what));
        }
        return table.toString();
    }

    private String lookedAt() {
        var table = new StringBuilder("| | times |\n|---|---|\n");
        for (var what : new String[] {
            "revisions read and found right", "objects fetched and found right", "stored objects read and found right"
        }) {
            row(table, what, tally.of(what));
        }
        return table.toString();
    }

    private String conditions(Duration time) throws IOException {
        var starts = tally.startTimes();
        var table = new StringBuilder("| | |\n|---|---|\n");
        for (var kind : Stage.Kind.values()) {
            row(table, "kills with " + kind.words(), tally.of("kills with " + kind));
        }
        row(table, "database elsewhere", "flushes nothing, as it is not what is killed here");
        row(table, "kills asked for", "" + options.kills());
        row(table, "seed", "" + seed);
        row(table, "time", time.toMinutes() + " min");
        if (!starts.isEmpty()) {
            row(table, "start after a kill, median", seconds(starts.get(0)));
            row(table, "start after a kill, longest", seconds(starts.get(1)));
        }
        row(table, "processors", Runtime.getRuntime().availableProcessors() + ", shared with other work");
        row(table, "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        row(table, "Java", System.getProperty("java.vm.name") + " " + Runtime.version());
        row(table, "disk", Files.getFileStore(existing(options.folder())).type());
        return table.toString();
    }

    private static Path existing(Path folder) throws IOException {
        return Files.createDirectories(folder);
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, SECONDS, time.toMillis() / 1000.0);
    }

    private static void row(StringBuilder table, String name, long number) {
        row(table, name, String.format(Locale.ROOT, "%,d", number));
    }

    private static void row(StringBuilder table, String name, String value) {
        table.append("| ").append(name).append(" | ").append(value).append(" |\n");
    }
}
