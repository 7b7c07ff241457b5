package org.quiltappliance.server.containers.docker;

import java.util.Comparator;
import java.util.regex.Pattern;

/** A version of Docker's API, such as 1.41. */
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");
    private static final Comparator<ApiVersion> ORDER =
            Comparator.comparingInt(ApiVersion::major).thenComparingInt(ApiVersion::minor);

    /** The oldest that we can work with. */
    public static final ApiVersion OLDEST = new ApiVersion(1, 40);

    /** The newest that the library knows. */
    public static final ApiVersion NEWEST = new ApiVersion(1, 44);

    /** What both sides can speak, or why there is nothing ({@code control-panel.md} CM-1). */
    public enum Fit {
        FITS,
        ENGINE_TOO_OLD,
        ENGINE_TOO_NEW
    }

    /** @throws IllegalArgumentException if it is none */
    public static ApiVersion parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a version of the API: " + text);
        }
        return new ApiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Whether we can talk to an engine that speaks from {@code lowest} to {@code highest}. */
    static Fit fit(ApiVersion lowest, ApiVersion highest) {
        if (highest.compareTo(OLDEST) < 0) {
            return Fit.ENGINE_TOO_OLD;
        }
        return lowest.compareTo(NEWEST) > 0 ? Fit.ENGINE_TOO_NEW : Fit.FITS;
    }

    /** The newest that we and an engine that fits have in common. */
    static ApiVersion common(ApiVersion highest) {
        return highest.compareTo(NEWEST) < 0 ? highest : NEWEST;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
