package org.quiltappliance.ui.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.backup.Verification;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.mail.OutboxMail;
import org.quiltappliance.server.monitoring.LogLevel;
import org.quiltappliance.ui.logs.LogChoice;

class TextsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("org.quiltappliance.ui.text.messages");

    /** A whole key as the only thing in quotes. */
    private static final Pattern WHOLE_KEY = Pattern.compile("texts\\.of\\(\\s*\"([a-z0-9.-]+[a-z0-9])\"\\s*[,)]");

    /** Words for people, set without a key. */
    private static final Pattern LITERAL =
            Pattern.compile("(new (Label|Button|CheckBox|Tooltip|RadioButton)\\(\"|setText\\(\"|setPromptText\\(\")");

    private final Texts texts = Texts.in(Locale.ENGLISH);

    private static Stream<String> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(TextsTest::read).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void everyKeyInTheCodeHasAText() {
        var keys = new TreeSet<String>();
        sources().forEach(source -> WHOLE_KEY.matcher(source).results().forEach(hit -> keys.add(hit.group(1))));

        assertThat(keys).hasSizeGreaterThan(50).allMatch(BUNDLE::containsKey);
    }

    @Test
    void everyValueThatIsNamedHasAText() {
        assertThat(Activity.Kind.values()).allMatch(kind -> BUNDLE.containsKey("activity." + kind));
        assertThat(ApplianceState.values()).allMatch(state -> BUNDLE.containsKey("state." + state));
        assertThat(Mode.values())
                .allMatch(mode -> BUNDLE.containsKey("mode." + mode) && BUNDLE.containsKey("overview.mode." + mode));
        assertThat(Part.values())
                .allMatch(part -> BUNDLE.containsKey("part." + part.name().toLowerCase(Locale.ROOT)));
        assertThat(LogLevel.values()).allMatch(level -> BUNDLE.containsKey("logs.level." + level));
        assertThat(LogChoice.values()).allMatch(choice -> BUNDLE.containsKey("logs.source." + choice));
        assertThat(OutboxMail.State.values()).allMatch(state -> BUNDLE.containsKey("logs.mail.state." + state));
        assertThat(Verification.Depth.values())
                .allMatch(depth ->
                        BUNDLE.containsKey("backups.verify." + depth) && BUNDLE.containsKey("backups.depth." + depth));
        assertThat(CheckResult.Outcome.values())
                .allMatch(outcome -> BUNDLE.containsKey("diagnostics.outcome." + outcome));
    }

    @Test
    void viewsHoldNoWordsOfTheirOwn() {
        assertThat(sources().filter(source -> LITERAL.matcher(source).find())).isEmpty();
    }

    @Test
    void everyTextWithPlacesIsAGoodPattern() {
        assertThat(BUNDLE.keySet()).allSatisfy(key -> {
            String text = BUNDLE.getString(key);
            if (text.contains("{")) {
                new MessageFormat(text, Locale.ENGLISH);
                assertThat(text.replace("''", ""))
                        .as("a lone quote hides what follows")
                        .doesNotContain("'");
            }
        });
    }

    @Test
    void numbersAreReadAsPeopleWriteThem() {
        var formats = texts.formats();

        assertThat(formats.count(12_803)).isEqualTo("12,803");
        assertThat(formats.bytes(0)).isEqualTo("0 bytes");
        assertThat(formats.bytes(999)).isEqualTo("999 bytes");
        assertThat(formats.bytes(999_960)).isEqualTo("1.0 MB");
        assertThat(formats.bytes(86_200_000_000L)).isEqualTo("86.2 GB");
        assertThat(Texts.in(Locale.GERMANY).formats().bytes(1_400_000)).isEqualTo("1,4 MB");
    }

    @Test
    void timesAreReadAsPeopleSayThem() {
        var formats = texts.formats();
        var now = Instant.parse("2026-11-25T12:00:00Z");

        assertThat(formats.clock(Duration.ofSeconds(21))).isEqualTo("00:21");
        assertThat(formats.clock(Duration.ofSeconds(3723))).isEqualTo("1:02:03");
        assertThat(formats.span(Duration.ofMinutes(134))).isEqualTo("2 h 14 min");
        assertThat(formats.span(Duration.ofHours(50))).isEqualTo("2 days 2 h");
        assertThat(formats.ago(now.minusSeconds(2), now)).isEqualTo("just now");
        assertThat(formats.ago(now.minusSeconds(125), now)).isEqualTo("2 min ago");
        assertThat(formats.ago(now.minus(Duration.ofDays(1)), now)).isEqualTo("1 day ago");
    }

    @Test
    void pseudoLanguageIsLongerAndKeepsTheValues() {
        String plain = texts.of("shell.state.sentence", "5000", "x");
        String pseudo = Texts.pseudo().of("shell.state.sentence", "5000", "x");

        assertThat(pseudo).contains("5000").hasSizeGreaterThan((int) (plain.length() * 1.4) - 1);
    }
}
