package org.quiltappliance.server.diagnostics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.monitoring.LogSource;
import org.quiltappliance.server.monitoring.RedactedJson;
import org.quiltappliance.server.monitoring.Redaction;

/**
 * Puts an archive together. Whatever is added loses its secrets on the way in; whatever cannot be gathered leaves a
 * sentence in its place, because an archive is wanted most when things are broken ({@code control-panel.md} DG-5). For one
 * thread.
 */
public final class Gathering {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MARK = "[hidden";

    private static final String README = """
            Diagnostics of a Quilt Appliance
            ================================

            This archive was made on the computer of the appliance and was sent nowhere. It helps somebody else to find
            out what is wrong. Look through it before you give it away.

              summary.md        how the appliance is, its problems, versions, this computer, the checks
              snapshot.json     the same for programs
              settings.env      every setting and where it comes from; of secrets only their length
              docker.json       the container engine and our own containers, volumes and networks
              threads.txt       what every thread of the appliance does
              metrics.json      figures, where there are some
              files.txt         the files of the home folder: sizes and rights, no content
              logs/             the last 2,000 lines of each log, and the day around the last failure
              redactions.txt    how much was hidden

            It holds no content of packages, no objects and no table of users. Passwords, keys, tokens and signed links
            are hidden.
            """;

    /** Finds out something. */
    @FunctionalInterface
    public interface Source<T> {
        T get() throws IOException;
    }

    private final Redaction redaction;
    private final Map<Redaction.Kind, Integer> hidden = new EnumMap<>(Redaction.Kind.class);
    private final List<Piece> pieces = new ArrayList<>();

    /** @param redaction knows the secrets of this appliance */
    public Gathering(Redaction redaction) {
        this.redaction = redaction;
        pieces.add(new Piece("README.txt", README));
    }

    /** Adds a text. */
    public void add(String name, Source<String> source) {
        pieces.add(new Piece(name, clean(attempt(source))));
    }

    /** Adds an object. */
    public void addJson(String name, Source<? extends JsonNode> source) {
        pieces.add(new Piece(name, attempt(() -> pretty(new RedactedJson(redaction, this::count).of(source.get())))));
    }

    /** Adds the ends of all logs, and of each the day around that failure if there was one. */
    public void addLogs(Home home, Optional<Instant> known) {
        var excerpts = new LogExcerpts(home.logs());
        Optional<Instant> failure = known.isPresent() ? known : lastError(excerpts);
        for (LogSource source : LogSource.values()) {
            addLog("logs/" + source.fileName(), () -> excerpts.end(source));
            failure.ifPresent(time ->
                    addLog("logs/" + source.word() + "-around-failure.log", () -> excerpts.around(source, time)));
        }
    }

    private static Optional<Instant> lastError(LogExcerpts excerpts) {
        try {
            return excerpts.lastError();
        } catch (IOException unreadable) {
            // The log's own piece tells the reason.
            return Optional.empty();
        }
    }

    private void addLog(String name, Source<Optional<String>> source) {
        try {
            source.get().ifPresent(text -> pieces.add(new Piece(name, clean(text))));
        } catch (IOException | RuntimeException failed) {
            pieces.add(new Piece(name, clean(sorry(failed))));
        }
    }

    /** Adds the list of files. */
    public void addFiles(Home home) {
        add("files.txt", () -> HomeListing.of(home));
    }

    private static String attempt(Source<String> source) {
        try {
            return source.get();
        } catch (IOException | RuntimeException failed) {
            return sorry(failed);
        }
    }

    private static String sorry(Exception failed) {
        return "This could not be gathered: " + failed + "\n";
    }

    private static String pretty(JsonNode json) throws JsonProcessingException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
    }

    private String clean(String text) {
        return redaction.of(text, this::count);
    }

    private void count(Redaction.Kind kind) {
        hidden.merge(kind, 1, Integer::sum);
    }

    /** Everything as it is. */
    public Archive finish(Instant now) {
        return new Archive(now, withCounts(pieces, "Names of people and addresses were left as they are.\n"));
    }

    /**
     * Everything with the names of people and the addresses of computers replaced.
     *
     * @param people names that are known besides those that the texts tell
     * @param computers the same of computers
     */
    public Archive finishAnonymously(Instant now, Collection<String> people, Collection<String> computers) {
        var anonymity = new Anonymity();
        people.forEach(anonymity::person);
        computers.forEach(anonymity::computer);
        pieces.forEach(piece -> anonymity.learn(piece.text()));
        List<Piece> anonymous =
                pieces.stream().map(piece -> piece.with(anonymity::hide)).toList();
        return new Archive(
                now,
                withCounts(
                        anonymous,
                        "Names of people and addresses were replaced: " + anonymity.replaced()
                                + " different ones, each always by the same word.\n"));
    }

    private List<Piece> withCounts(List<Piece> gathered, String names) {
        var text = new StringBuilder("Hidden while this archive was made:\n\n");
        for (var kind : Redaction.Kind.values()) {
            text.append(String.format("%6d  %s%n", hidden.getOrDefault(kind, 0), kind.title()));
        }
        long marks = gathered.stream().mapToLong(piece -> marks(piece.text())).sum();
        text.append("\nMarks of hidden values in these files, those that were hidden when a log was written too: ")
                .append(marks)
                .append("\n")
                .append(names);
        var all = new ArrayList<>(gathered);
        all.add(new Piece("redactions.txt", text.toString()));
        return all;
    }

    private static long marks(String text) {
        long count = 0;
        for (int at = text.indexOf(MARK); at >= 0; at = text.indexOf(MARK, at + 1)) {
            count++;
        }
        return count;
    }
}
