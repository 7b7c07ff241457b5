package org.quiltappliance.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLineTest {

    private final Logger logger = new LoggerContext().getLogger("org.example.Source");

    private LoggingEvent event(String message, @Nullable Throwable failed) {
        var event = new LoggingEvent("", logger, Level.WARN, message, failed, new Object[] {});
        event.setMDCPropertyMap(Map.of("request", "7c1f"));
        return event;
    }

    @Test
    void saysWhenHowBadWhereAndForWhom() {
        String line = new LogLine(new Redaction(), false).doLayout(event("All is well.", null));

        assertThat(line)
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d) WARN  Source \\[7c1f] "
                                + "All is well\\.\\R");
    }

    @Test
    void messageIsAlwaysOneLine() {
        String line = new LogLine(new Redaction(), true).doLayout(event("a\nERROR b\r\u001b[31m", null));

        assertThat(line.strip()).isEqualTo("warn: a\\nERROR b\\u000d\\u001b[31m");
    }

    @Test
    void stackStandsBelowAndHoldsNoSecret() {
        String line = new LogLine(new Redaction(), false)
                .doLayout(event("Failed.", new IllegalStateException("Bearer 0123456789")));

        assertThat(line)
                .contains("IllegalStateException")
                .contains("at org.quiltappliance")
                .doesNotContain("0123456789");
    }

    @Test
    void secretsOfCausesAndOfSeveralLinesAreHidden() {
        var redaction = new Redaction();
        redaction.hide("registered\nin two lines");
        var cause = new IllegalStateException("-----BEGIN PRIVATE KEY-----\nMIIcanary\n-----END PRIVATE KEY-----");
        var failed = new IllegalStateException("jdbc:postgresql://ann:canary@db", cause);
        failed.addSuppressed(new IllegalStateException("Cookie: session=canary"));

        String line = new LogLine(redaction, false).doLayout(event("It was registered\nin two lines", failed));

        assertThat(line)
                .contains("It was [hidden]", "Caused by:", "Suppressed:")
                .doesNotContain("canary", "in two lines");
    }

    @Test
    void exceptionCannotForgeAnEntry() {
        var failed = new IllegalStateException("a\n2026-11-25T10:00:00.000Z ERROR Forged [-] b\u001b[31m");

        String line = new LogLine(new Redaction(), false).doLayout(event("Failed.", failed));

        assertThat(line).contains("\n\t2026-11-25T10:00:00.000Z ERROR Forged [-] b\\u001b[31m\n");
    }
}
