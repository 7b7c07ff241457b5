package org.quiltappliance.server.cli;

import java.util.Locale;

/** Amounts for people. */
final class Sizes {

    private static final long STEP = 1000;
    private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB", "EB"};

    private Sizes() {}

    static String of(long bytes) {
        double left = bytes;
        int unit = 0;
        while (left >= STEP && unit < UNITS.length - 1) {
            left /= STEP;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", left, UNITS[unit]);
    }

    static String count(long many, String one) {
        return many + " " + one + (many == 1 ? "" : "s");
    }
}
