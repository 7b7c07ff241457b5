package org.quiltappliance.server.http.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.quiltappliance.server.html.Html;

/** Numbers and times for people, as the application of the catalog writes them. */
final class Figures {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Figures() {}

    static String bytes(long bytes) {
        if (bytes < 0) {
            return "unknown";
        }
        if (bytes < 1000) {
            return counted(bytes, "byte", "bytes");
        }
        double value = bytes;
        int unit = -1;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ENGLISH, value < 9.95 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }

    static String counted(long number, String one, String many) {
        return String.format(Locale.ENGLISH, "%,d %s", number, number == 1 ? one : many);
    }

    static Html day(Instant time) {
        return Html.of("<time datetime=\"{}\">{}</time>", time, DAY.format(time));
    }
}
