package org.quiltappliance.server.monitoring;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A line of a log: time with milliseconds and zone, level, source, number of the request, message ({@code
 * control-panel.md} DG-1), and below it the stack of an exception. A message is always one line, whatever it holds.
 */
final class LogLine extends LayoutBase<ILoggingEvent> {

    private static final int LEVEL_WIDTH = 5;
    private static final String REQUEST = "request";

    private final DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
            .withZone(ZoneId.systemDefault());
    private final Redaction redaction;
    private final boolean shortened;

    /** @param shortened level and message only, for a terminal */
    LogLine(Redaction redaction, boolean shortened) {
        this.redaction = redaction;
        this.shortened = shortened;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        var line = new StringBuilder(160);
        if (shortened) {
            line.append(event.getLevel().toString().toLowerCase(Locale.ROOT)).append(": ");
        } else {
            time.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
            String level = event.getLevel().toString();
            line.append(' ')
                    .append(level)
                    .append(" ".repeat(LEVEL_WIDTH - level.length() + 1))
                    .append(LogTopic.writer(event.getLoggerName()))
                    .append(" [")
                    .append(event.getMDCPropertyMap().getOrDefault(REQUEST, "-"))
                    .append("] ");
        }
        // Before line ends are escaped: a secret may hold some.
        appendOneLine(line, redaction.of(event.getFormattedMessage()));
        line.append(System.lineSeparator());
        if (event.getThrowableProxy() != null && !shortened) {
            appendStack(line, redaction.of(ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
        return line.toString();
    }

    /** Messages of exceptions may have several lines, but none that looks as if it began an entry. */
    private static void appendStack(StringBuilder line, String stack) {
        boolean begins = false;
        for (int i = 0; i < stack.length(); i++) {
            char c = stack.charAt(i);
            if (c == '\n' || c == '\r' || c == '\t') {
                line.append(c);
            } else {
                if (begins && Character.isDigit(c)) {
                    line.append('\t');
                }
                append(line, c);
            }
            begins = c == '\n' || c == '\r';
        }
    }

    private static void append(StringBuilder line, char c) {
        if (Character.isISOControl(c) && c != '\t') {
            line.append(String.format("\\u%04x", (int) c));
        } else {
            line.append(c);
        }
    }

    private static void appendOneLine(StringBuilder line, String message) {
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c == '\n') {
                line.append("\\n");
            } else {
                append(line, c);
            }
        }
    }
}
