package org.quiltappliance.server.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogReaderTest {

    @TempDir
    Path folder;

    private void write(String file, String... lines) throws IOException {
        Files.writeString(
                folder.resolve(file),
                String.join("\n", lines) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static String line(int second, String level, String message) {
        return String.format("2026-11-25T10:00:%02d.000Z %-5s Source [7c1f] %s", second, level, message);
    }

    /** One of its own, so that the test's own logging stays as it is. */
    private static LoggerContext context() {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        return context;
    }

    private static List<String> messages(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::message).toList();
    }

    private List<String> last(LogQuery query, int most) throws IOException {
        return messages(LogReader.last(folder, query, most));
    }

    /** What comes until two looks in a row find nothing. */
    private static List<String> following(LogReader reader) throws IOException {
        var all = new ArrayList<String>();
        for (int empty = 0; empty < 2; ) {
            var batch = reader.next(7);
            all.addAll(messages(batch));
            empty = batch.isEmpty() ? empty + 1 : 0;
        }
        return all;
    }

    @Test
    void takesALineApart() throws IOException {
        write("appliance.log", "2026-11-25T11:00:00.250+01:00 WARN  Store [7c1f] It is [odd].");

        assertThat(LogReader.last(folder, LogQuery.all(), 10))
                .containsExactly(new LogEntry(
                        LogSource.APPLIANCE,
                        Instant.parse("2026-11-25T10:00:00.250Z"),
                        LogLevel.WARN,
                        "7c1f",
                        "It is [odd].",
                        "2026-11-25T11:00:00.250+01:00 WARN  Store [7c1f] It is [odd].",
                        "Store",
                        List.of()));
    }

    @Test
    void linesTellWhatTheyAreAboutWhenTheyAreReadBack() throws IOException {
        var logging = Logging.toFiles(context(), folder, new Redaction());
        logging.logger("org.quiltappliance.server.ApplianceService").info("started");
        logging.logger("org.quiltappliance.server.containers.Images").info("asking for an image");
        logging.logger("access").info("GET /api/log 200");
        logging.logger(LogTopic.CATALOG_LOGGER).info("GET /package/ana/glaciers 200");
        logging.close();

        List<LogEntry> read = LogReader.last(folder, LogQuery.all(), 10);

        assertThat(read)
                .extracting(LogTopic::of)
                .containsExactlyInAnyOrder(LogTopic.APPLIANCE, LogTopic.DOCKER, LogTopic.REGISTRY, LogTopic.CATALOG);
        assertThat(read).extracting(LogEntry::writer).contains("ApplianceService", "docker.Images", "access");
    }

    @Test
    void afterTheEndNothingIsMadeOutOfWhatLibrariesSay() {
        var logging = Logging.toFiles(context(), folder, new Redaction());

        logging.close();

        assertThat(logging.logger("com.github.dockerjava.Wire").isErrorEnabled())
                .isFalse();
    }

    @Test
    void whatWeWriteIsWhatWeRead() throws IOException {
        var logging = Logging.toFiles(context(), folder, new Redaction());
        logging.logger("org.quiltappliance.Some").error("It failed.", new IllegalStateException("because"));
        logging.logger("access").info("GET / 200");
        logging.close();

        var entries = LogReader.last(folder, LogQuery.all(), 10);

        assertThat(messages(entries)).containsExactly("It failed.", "GET / 200");
        assertThat(entries.get(0).level()).isEqualTo(LogLevel.ERROR);
        assertThat(entries.get(0).more().get(0)).isEqualTo("java.lang.IllegalStateException: because");
        assertThat(entries.get(1).source()).isEqualTo(LogSource.ACCESS);
    }

    @Test
    void mergesSeveralLogsAndTheirOlderPartsByTime() throws IOException {
        write("appliance.log.2", line(1, "INFO", "one"), line(5, "INFO", "five"));
        write("appliance.log.1", line(6, "INFO", "six"));
        write("appliance.log", line(9, "INFO", "nine"));
        write("access.log.1", line(2, "INFO", "two"), line(7, "INFO", "seven"));
        write("access.log", line(8, "INFO", "eight"), line(10, "INFO", "ten"));

        assertThat(last(LogQuery.all(), 100))
                .containsExactly("one", "two", "five", "six", "seven", "eight", "nine", "ten");
        assertThat(last(LogQuery.all(), 3)).containsExactly("eight", "nine", "ten");
        assertThat(last(LogQuery.of(LogSource.ACCESS), 100)).containsExactly("two", "seven", "eight", "ten");
    }

    @Test
    void linesBelowAnEntryBelongToIt() throws IOException {
        write(
                "appliance.log",
                line(1, "ERROR", "failed"),
                "java.lang.IllegalStateException: x",
                "\tat some.Class",
                "Caused by: y",
                line(2, "INFO", "next"));

        var entries = LogReader.last(folder, LogQuery.all(), 100);

        assertThat(messages(entries)).containsExactly("failed", "next");
        assertThat(entries.get(0).more())
                .containsExactly("java.lang.IllegalStateException: x", "\tat some.Class", "Caused by: y");
    }

    @Test
    void choosesByLevelAndTime() throws IOException {
        write(
                "appliance.log",
                line(1, "ERROR", "a"),
                line(2, "DEBUG", "b"),
                line(3, "WARN", "c"),
                line(4, "INFO", "d"));
        var warnings = new LogQuery(Set.of(LogSource.APPLIANCE), LogLevel.WARN, Optional.empty(), Optional.empty());
        var late = LogQuery.all().between(Instant.parse("2026-11-25T10:00:02Z"), Instant.parse("2026-11-25T10:00:03Z"));

        assertThat(last(warnings, 100)).containsExactly("a", "c");
        assertThat(last(late, 100)).containsExactly("b", "c");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-25 10:00:00.123 UTC [1] FATAL:  no role \"x\" | ERROR | 2026-11-25T10:00:00.123Z",
                "2026-11-25 10:00:00 GMT LOG:  ready | INFO | 2026-11-25T10:00:00Z",
                "2026-11-25T10:00:00.123456789Z WARNING: slow disk | WARN | 2026-11-25T10:00:00.123456789Z",
                "2026-11-25T10:00:00.5Z 2026-11-25 09:00:00 UTC [7] ERROR:  bad | ERROR | 2026-11-25T10:00:00.500Z",
                "API: SYSTEM() | INFO | 2026-11-25T12:00:00Z",
                "2026-99-25 10:00:00 not a time | INFO | 2026-11-25T12:00:00Z"
            })
    void linesOfOtherProgramsAreTakenAsTheyAre(String line, LogLevel level, Instant time) throws IOException {
        write("store.log", line);
        var written = Instant.parse("2026-11-25T12:00:00Z");
        Files.setLastModifiedTime(folder.resolve("store.log"), FileTime.from(written));

        var entry = LogReader.last(folder, LogQuery.all(), 10).get(0);

        assertThat(entry.level()).isEqualTo(level);
        assertThat(entry.time()).isEqualTo(time);
        assertThat(entry.line()).isEqualTo(line);
    }

    @Test
    void linesWithoutATimeTakeThatOfTheOneBefore() throws IOException {
        write("store.log", "2026-11-25T10:00:00Z first", "second", "  of the second", "third");

        var entries = LogReader.last(folder, LogQuery.all(), 10);

        assertThat(messages(entries)).containsExactly("first", "second", "third");
        assertThat(entries.get(1).more()).containsExactly("  of the second");
        assertThat(entries).extracting(LogEntry::time).containsOnly(Instant.parse("2026-11-25T10:00:00Z"));
    }

    @Test
    void nothingThereIsNothingToRead() throws IOException {
        assertThat(LogReader.last(folder.resolve("missing"), LogQuery.all(), 10))
                .isEmpty();
    }

    @Test
    void lineThatWasCutByACrashIsShownInTheEnd() throws IOException {
        Files.writeString(folder.resolve("appliance.log"), line(1, "INFO", "half a sen"));

        assertThat(last(LogQuery.all(), 10)).containsExactly("half a sen");
    }

    @Test
    void hugeLineIsCutAndTheNextOneIsRead() throws IOException {
        write("appliance.log", line(1, "INFO", "x".repeat(2 << 20)), line(2, "INFO", "next"));

        var messages = last(LogQuery.all(), 10);

        assertThat(messages).hasSize(2).endsWith("next");
        assertThat(messages.get(0)).startsWith("xxx").hasSizeLessThan(1 << 20);
    }

    @Test
    void followsWhatIsAdded() throws IOException {
        write("appliance.log", line(1, "INFO", "old"));
        try (var reader = new LogReader(folder, LogQuery.all())) {
            assertThat(messages(reader.catchUp(10))).containsExactly("old");
            assertThat(reader.next(10)).isEmpty();

            write("appliance.log", line(2, "INFO", "new"));
            write("access.log", line(3, "INFO", "a log that was not there"));

            assertThat(following(reader)).containsExactly("new", "a log that was not there");
        }
    }

    @Test
    void lineOrStackThatComesInPiecesIsToldOnceItIsWhole() throws IOException {
        Path file = folder.resolve("appliance.log");
        write("appliance.log");
        try (var reader = new LogReader(folder, LogQuery.all())) {
            reader.catchUp(10);

            Files.writeString(file, line(2, "INFO", "first"), StandardOpenOption.APPEND);
            assertThat(following(reader)).isEmpty();

            Files.writeString(file, " and second\njava.lang", StandardOpenOption.APPEND);
            assertThat(reader.next(10)).isEmpty();

            Files.writeString(file, ".Error\n", StandardOpenOption.APPEND);
            assertThat(reader.next(10)).isEmpty();
            var told = reader.next(10);
            assertThat(messages(told)).containsExactly("first and second");
            assertThat(told.get(0).more()).containsExactly("java.lang.Error");
        }
    }

    @Test
    void followsAcrossPartsThatArePutAside() throws IOException {
        Path file = folder.resolve("appliance.log");
        var parts = new NumberedFiles(file, 4);
        write("appliance.log", line(1, "INFO", "one"));
        try (var reader = new LogReader(folder, LogQuery.all())) {
            reader.catchUp(10);
            write("appliance.log", line(2, "INFO", "two"));
            parts.rollover();
            write("appliance.log", line(3, "INFO", "three"));
            parts.rollover();
            write("appliance.log", line(4, "INFO", "four"));
            parts.rollover();
            assertThat(following(reader)).containsExactly("two", "three", "four");

            write("appliance.log", line(5, "INFO", "five"));
            assertThat(following(reader)).containsExactly("five");
        }
    }

    @Test
    void systemWithoutKeysOfFilesIsFollowedToo() throws IOException {
        var parts = new NumberedFiles(folder.resolve("appliance.log"), 4);
        write("appliance.log", line(1, "INFO", "one"));
        try (var tail = new LogTail(LogSource.APPLIANCE, folder, Optional.empty(), false)) {
            assertThat(following(tail)).containsExactly("one");
            write("appliance.log", line(2, "INFO", "two"));
            parts.rollover();
            write("appliance.log", line(3, "INFO", "three"));
            parts.rollover();
            Files.createFile(folder.resolve("appliance.log"));
            assertThat(following(tail)).containsExactly("two", "three");

            write("appliance.log", line(4, "INFO", "four"));
            assertThat(following(tail)).containsExactly("four");
        }
    }

    private static List<String> following(LogTail tail) throws IOException {
        var all = new ArrayList<String>();
        for (int round = 0; round < 3; round++) {
            tail.beginRound();
            while (tail.peek() != null) {
                all.add(tail.take().message());
            }
        }
        return all;
    }

    @Test
    void fileThatIsEmptiedIsReadFromItsBeginning() throws IOException {
        write("store.log", line(1, "INFO", "a long enough line"));
        try (var reader = new LogReader(folder, LogQuery.all())) {
            reader.catchUp(10);

            Files.writeString(folder.resolve("store.log"), line(2, "INFO", "b") + "\n");

            assertThat(following(reader)).hasSize(1);
        }
    }

    /** The writer is as quick as it can be, and parts are put aside. */
    @Test
    @Tag("AT-38")
    void losesAndRepeatsNothingWhileManyLinesAreWritten() throws Exception {
        int many = 100_000;
        var logging = Logging.toFiles(context(), folder, new Redaction());
        var log = logging.logger("org.quiltappliance.Some");
        String filling = "x".repeat(300);
        var writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < many; i++) {
                log.info("{} {}", i, filling);
            }
        });
        int next = 0;
        try (var reader = new LogReader(folder, LogQuery.of(LogSource.APPLIANCE))) {
            while (next < many) {
                boolean over = writer.isDone();
                var batch = reader.next(500);
                for (LogEntry entry : batch) {
                    assertThat(entry.message()).startsWith(next + " ");
                    next++;
                }
                if (over && batch.isEmpty()) {
                    next += reader.next(500).size();
                    break;
                }
            }
        } finally {
            writer.join();
            logging.close();
        }

        assertThat(next).isEqualTo(many);
        assertThat(Files.exists(folder.resolve("appliance.log.1"))).isTrue();
        assertThat(Files.readString(folder.resolve("appliance.log"), UTF_8)).endsWith("x\n");
    }
}
