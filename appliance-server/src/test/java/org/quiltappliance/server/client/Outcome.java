package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/**
 * How a command of the client ended.
 *
 * @param command as typed, for messages of failing tests
 * @param stderr errors and progress bars; their carriage returns are line ends here
 */
public record Outcome(String command, int exitCode, String stdout, String stderr) {

    private static final Pattern PROGRESS =
            Pattern.compile("\\s*(\\d+%\\|.*|.*\\[\\d+:\\d\\d, .*B/s]\\s*|Exporting file .*|E)?");

    /** Fails the test unless the command ended with exit status 0 and said nothing but progress on stderr. */
    public Outcome succeeded() {
        assertThat(errors()).as("%s", this).isEmpty();
        assertThat(exitCode).as("%s", this).isZero();
        return this;
    }

    /** Fails the test unless the command succeeded and printed exactly these lines. */
    public Outcome printed(String... lines) {
        succeeded();
        assertThat(lines()).as("%s", this).containsExactly(lines);
        return this;
    }

    /** Fails the test unless the command ended with exit status 1 and exactly this text on stderr. */
    public Outcome failedWith(String message) {
        assertThat(errors()).as("%s", this).isEqualTo(message);
        assertThat(exitCode).as("%s", this).isEqualTo(1);
        return this;
    }

    /** What went to stderr without progress bars and without the line end at the end. */
    public String errors() {
        return String.join(
                "\n",
                stderr.lines().filter(line -> !PROGRESS.matcher(line).matches()).toList());
    }

    public List<String> lines() {
        return stdout.lines().toList();
    }

    @Override
    public String toString() {
        return "`%s` ended with %d%n--- stdout%n%s--- stderr%n%s".formatted(command, exitCode, stdout, stderr);
    }
}
