package org.quiltappliance.server.packages;

import java.util.Optional;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * A version of the form that PEP 440 describes ({@code registry-api.md} 6.1). Equal when the normal forms are; ordered by
 * precedence, in which {@code 1.0} and {@code 1.0.0} tie, so the order is not consistent with equals.
 */
public final class VersionString implements Comparable<VersionString> {

    /** @throws Invalid {@code Malformed version}, also if the text or its normal form is longer than 64 characters */
    public static VersionString parse(String text) {
        throw new UnsupportedOperationException(text);
    }

    /** As {@link #parse}, nothing for what is no version. */
    public static Optional<VersionString> find(String text) {
        throw new UnsupportedOperationException(text);
    }

    /** The text as given, blanks included; what lists show. */
    public String asWritten() {
        throw new UnsupportedOperationException();
    }

    /** The one spelling of all equal versions; what look-ups and logs use. */
    public String normalForm() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(VersionString other) {
        throw new UnsupportedOperationException();
    }
}
