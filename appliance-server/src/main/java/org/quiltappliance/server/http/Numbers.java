package org.quiltappliance.server.http;

import java.math.BigInteger;
import java.util.regex.Pattern;

/** Whole numbers in query parameters. */
final class Numbers {

    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,30}");

    private Numbers() {}

    /** The number, cut to the range of an int; the default for anything that is no whole number. */
    static int whole(String text, int otherwise) {
        var trimmed = text.strip();
        if (!WHOLE.matcher(trimmed).matches()) {
            return otherwise;
        }
        var number = new BigInteger(trimmed.startsWith("+") ? trimmed.substring(1) : trimmed);
        return number.min(BigInteger.valueOf(Integer.MAX_VALUE))
                .max(BigInteger.valueOf(Integer.MIN_VALUE))
                .intValue();
    }
}
