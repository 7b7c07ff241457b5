package org.quiltappliance.server.monitoring;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.LoggerFactory;

/**
 * Where logs go: set by code and not by a file, because the place depends on the home folder and the start should be
 * quick. Nothing is written anywhere else.
 */
public final class Logging {

    private static final String OURS = "org.quiltappliance";
    private static final FileSize LARGEST = new FileSize(10L * 1024 * 1024);
    private static final int FILES = 5;

    private final LoggerContext context;
    private final Redaction redaction;
    private final Verbosity verbosity;

    private Logging(LoggerContext context, Redaction redaction) {
        this.context = context;
        this.redaction = redaction;
        verbosity = new Verbosity(
                level -> context.getLogger(OURS).setLevel(Level.toLevel(level, Level.INFO)),
                Verbosity.WHILE,
                Clock.systemUTC());
    }

    /**
     * Writes {@code appliance.log} and {@code access.log} in that folder, and warnings in short to the terminal.
     *
     * @param folder that exists
     */
    public static Logging toFiles(Path folder, Redaction redaction) {
        var logging = toFiles(context(), folder, redaction);
        logging.context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(logging.terminal(Level.WARN));
        return logging;
    }

    /** The files alone, for a context of its own. */
    static Logging toFiles(LoggerContext context, Path folder, Redaction redaction) {
        var logging = new Logging(context, redaction);
        var root = logging.context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(logging.file("file", LogSource.APPLIANCE.in(folder)));
        Logger access = logging.context.getLogger("access");
        access.setLevel(Level.INFO);
        access.setAdditive(false);
        access.addAppender(logging.file("access", LogSource.ACCESS.in(folder)));
        logging.setLevel("info");
        return logging;
    }

    /** Tells errors on the terminal and nothing else: for commands that end soon. */
    public static void toTerminal(Redaction redaction) {
        var logging = new Logging(context(), redaction);
        var root = logging.context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.ERROR);
        root.addAppender(logging.terminal(Level.ERROR));
    }

    org.slf4j.Logger logger(String name) {
        return context.getLogger(name);
    }

    /** How much our own classes write: {@code error}, {@code warn}, {@code info} or {@code debug}. */
    public void setLevel(String level) {
        verbosity.settle(level);
    }

    /** Lets more be written for a while. */
    public Verbosity verbosity() {
        return verbosity;
    }

    /** Writes what is still to be written and ends. */
    public void close() {
        verbosity.close();
        context.stop();
        // It would go on with everything, for nobody.
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    private static LoggerContext context() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        return context;
    }

    private Appender<ILoggingEvent> file(String name, Path file) {
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName(name);
        appender.setFile(file.toString());
        appender.setEncoder(encoder(false));

        var rolling = new NumberedFiles(file, FILES - 1);
        rolling.setContext(context);
        rolling.start();

        var trigger = new SizeBasedTriggeringPolicy<ILoggingEvent>();
        trigger.setContext(context);
        trigger.setMaxFileSize(LARGEST);
        // By itself it looks once a minute, in which a busy log grows to a gigabyte.
        trigger.setCheckIncrement(Duration.buildByMilliseconds(100));
        trigger.start();

        appender.setRollingPolicy(rolling);
        appender.setTriggeringPolicy(trigger);
        appender.start();
        return appender;
    }

    private Appender<ILoggingEvent> terminal(Level from) {
        var appender = new ConsoleAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("terminal");
        appender.setTarget("System.err");
        appender.setEncoder(encoder(true));
        var filter = new ThresholdFilter();
        filter.setLevel(from.toString());
        filter.start();
        appender.addFilter(filter);
        appender.start();
        return appender;
    }

    private LayoutWrappingEncoder<ILoggingEvent> encoder(boolean shortened) {
        var line = new LogLine(redaction, shortened);
        line.setContext(context);
        line.start();
        var encoder = new LayoutWrappingEncoder<ILoggingEvent>();
        encoder.setContext(context);
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.setLayout(line);
        encoder.start();
        return encoder;
    }
}
