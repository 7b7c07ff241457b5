package org.quiltappliance.server.bench;

import java.util.Locale;
import java.util.function.DoubleFunction;

/** Writes figures as people read them: three digits that count, and the unit that fits. */
final class Figures {

    static final String NONE = "–";

    private static final double MEGA = 1e6;

    private Figures() {}

    static String seconds(double seconds) {
        return seconds < 0.9995 ? digits(seconds * 1000) + " ms" : digits(seconds) + " s";
    }

    static String bytes(double bytes) {
        if (bytes < 999.5) {
            return Math.round(bytes) + " B";
        }
        if (bytes < 999.5e3) {
            return digits(bytes / 1e3) + " kB";
        }
        return bytes < 999.5 * MEGA ? digits(bytes / MEGA) + " MB" : digits(bytes / 1e9) + " GB";
    }

    /** Bytes a second. */
    static String throughput(double bytesPerSecond) {
        return digits(bytesPerSecond / MEGA) + " MB/s";
    }

    /** Something a second. */
    static String rate(double perSecond) {
        return perSecond < 99.5 ? digits(perSecond) : String.format(Locale.ROOT, "%,d", Math.round(perSecond));
    }

    /** How many times as much the first is as the second; nothing when the second is too small to tell. */
    static String ratio(double one, double other) {
        return other <= 0 ? NONE : digits(one / other);
    }

    /** As {@link #ratio}, as a factor. */
    static String times(double one, double other) {
        return other <= 0 ? NONE : digits(one / other) + " ×";
    }

    /** The median, then the least and the most. */
    static String spread(Sample sample, DoubleFunction<String> unit) {
        return sample.values().size() == 1
                ? unit.apply(sample.median())
                : unit.apply(sample.median()) + " (" + unit.apply(sample.least()) + " to " + unit.apply(sample.most())
                        + ")";
    }

    /** Three digits that count, but never more than two behind the point, and all before it. */
    static String digits(double number) {
        double size = Math.abs(number);
        if (size < 9.995) {
            return String.format(Locale.ROOT, "%.2f", number);
        }
        return size < 99.95 ? String.format(Locale.ROOT, "%.1f", number) : String.format(Locale.ROOT, "%,.0f", number);
    }
}
