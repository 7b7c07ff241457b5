package org.quiltappliance.ui.text;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Numbers, sizes and times as people read them. */
public final class Formats {

    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final Duration RELATIVE = Duration.ofDays(30);

    private final Texts texts;
    private final Locale locale;

    Formats(Texts texts, Locale locale) {
        this.texts = texts;
        this.locale = locale;
    }

    /** {@code 12,803}. */
    public String count(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** {@code 1.4 MB}; decimal units. */
    public String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 999.95 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(unit == 0 ? 0 : 1);
        format.setMaximumFractionDigits(unit == 0 ? 0 : 1);
        return format.format(size) + " " + UNITS[unit];
    }

    /** {@code 00:21}, {@code 1:02:03}. */
    public String clock(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 3600
                ? String.format(locale, "%02d:%02d", seconds / 60, seconds % 60)
                : String.format(locale, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** {@code 2 h 14 min}. */
    public String span(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes < 1) {
            return texts.of("time.span.seconds", Math.max(0, duration.toSeconds()));
        }
        if (minutes < 60) {
            return texts.of("time.span.minutes", minutes);
        }
        long hours = duration.toHours();
        return hours < 48
                ? texts.of("time.span.hours", hours, minutes % 60)
                : texts.of("time.span.days", hours / 24, hours % 24);
    }

    /** {@code 2 min ago}; a date when that is long past. */
    public String ago(Instant when, Instant now) {
        Duration past = Duration.between(when, now);
        if (past.compareTo(RELATIVE) > 0) {
            return date(when);
        }
        return past.getSeconds() < 5 ? texts.of("time.now") : texts.of("time.ago", largest(past));
    }

    private String largest(Duration past) {
        if (past.toMinutes() < 1) {
            return texts.of("time.span.seconds", past.toSeconds());
        }
        if (past.toHours() < 1) {
            return texts.of("time.span.minutes", past.toMinutes());
        }
        return past.toDays() < 1 ? texts.of("time.hours", past.toHours()) : texts.of("time.days", past.toDays());
    }

    /** {@code 12 Mar 2026}. */
    public String date(Instant when) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(when.atZone(ZoneId.systemDefault()));
    }

    /** {@code 2:03:41 PM}. */
    public String timeOfDay(Instant when) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(when.atZone(ZoneId.systemDefault()));
    }

    /** {@code 2026-03-12 14:03}, where there is little room. */
    public String stamp(Instant when) {
        return STAMP.format(when.atZone(ZoneId.systemDefault()));
    }

    /** {@code 12 Mar 2026, 14:03:27}, where seconds tell something. */
    public String exactMoment(Instant when) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
                .withLocale(locale)
                .format(when.atZone(ZoneId.systemDefault()));
    }

    /** {@code 12 Mar 2026, 14:03}. */
    public String moment(Instant when) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .withLocale(locale)
                .format(when.atZone(ZoneId.systemDefault()));
    }
}
