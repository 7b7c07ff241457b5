package org.quiltappliance.server.objects;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** In which form the bytes of an object are sent and stored: the values of {@code Content-Encoding} we accept. */
public enum ObjectEncoding {
    /** The bytes themselves, as every client since mid-2018 sends them. */
    RAW,
    /** Packed by gzip, as older clients sent them; one or more members, nothing behind them. */
    GZIP;

    /**
     * Reads a {@code Content-Encoding} header; a missing one, an empty one and {@code identity} mean {@link #RAW}.
     *
     * @throws Invalid for any other encoding, since the client cannot undo it ({@code client-protocol.md} 8.3)
     */
    public static ObjectEncoding ofHeader(@Nullable String contentEncoding) {
        String text = contentEncoding == null ? "" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (text) {
            case "", "identity" -> RAW;
            case "gzip", "x-gzip" -> GZIP;
            default -> throw new Invalid("Content-Encoding may be gzip, or absent.");
        };
    }

    /** The value of {@code Content-Encoding} in answers; nothing when that header must be absent. */
    public Optional<String> header() {
        return this == GZIP ? Optional.of("gzip") : Optional.empty();
    }
}
