package org.quiltappliance.server.http.catalog;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.Look;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.Quoted;
import org.quiltappliance.server.http.Answer;

/** How long answers may be kept, and numbers that are asked for. */
final class Replies {

    /** The end of the year 9999: later times are no times of databases. */
    static final long MOST_SECONDS = 253_402_300_799L;

    private Replies() {}

    /** For an answer of this moment. */
    static Response.ResponseBuilder notKept(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** For an answer of this moment. */
    static Response now(Answer answer) {
        return notKept(Response.ok(answer)).build();
    }

    /** Makes an answer that depends on one revision alone. */
    interface OfRevision {
        Answer make();
    }

    /** The answer, or 304 when the browser has it; it may keep it, but asks each time whether the person may see it. */
    static Response ofRevision(Request connection, Look look, OfRevision answer) {
        return ofRevision(connection, look, List.of(), answer);
    }

    /** As {@link #ofRevision(Request, Look, OfRevision)}. @param also what else the answer depends on */
    static Response ofRevision(Request connection, Look look, List<?> also, OfRevision answer) {
        String etag = '"'
                + look.revision().hash().toString()
                + '-'
                + Long.toString(
                        look.revision().updatedAt().getEpochSecond() * 1_000_000
                                + look.revision().updatedAt().getNano() / 1_000,
                        Character.MAX_RADIX)
                + (also.isEmpty() ? "" : "-" + Hash.ofContent(also.toString().getBytes(StandardCharsets.UTF_8)))
                + '"';
        var response = isKnown(connection, etag) ? Response.notModified() : Response.ok(answer.make());
        return response.header(HttpHeaders.ETAG, etag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, "Cookie, Authorization")
                .build();
    }

    private static boolean isKnown(Request connection, String etag) {
        return Optional.ofNullable(connection.getHeaders().get(HttpHeaders.IF_NONE_MATCH))
                .filter(known -> known.contains(etag))
                .isPresent();
    }

    /**
     * A number between these two, or the usual one when none is given.
     *
     * @throws Invalid for anything else
     */
    static int number(String name, @Nullable String text, int usual, int least, int most) {
        return (int) number(name, text, (long) usual, least, most);
    }

    /** As {@link #number(String, String, int, int, int)}. */
    static long number(String name, @Nullable String text, long usual, long least, long most) {
        if (text == null || text.isEmpty()) {
            return usual;
        }
        if (text.matches("\\d{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new Invalid(name + " must be a whole number from " + least + " to " + most + ", not "
                + Quoted.of(text.substring(0, Math.min(text.length(), 40))));
    }

    /** One of these words. @throws Invalid for any other */
    static String word(String name, @Nullable String text, String usual, String... words) {
        if (text == null || text.isEmpty()) {
            return usual;
        }
        if (!List.of(words).contains(text)) {
            throw new Invalid(name + " must be one of " + String.join(", ", words) + ".");
        }
        return text;
    }

    /** The constant of that name, written in small letters. @throws Invalid for any other */
    static <E extends Enum<E>> E choice(String name, @Nullable String text, E usual) {
        var words = Arrays.stream(usual.getDeclaringClass().getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
        String word = word(name, text, "", words);
        return word.isEmpty() ? usual : Enum.valueOf(usual.getDeclaringClass(), word.toUpperCase(Locale.ROOT));
    }

    /** An order without the minus that turns it round. */
    static String ascending(@Nullable String sort) {
        return isDescending(sort) ? text(sort).substring(1) : text(sort);
    }

    static boolean isDescending(@Nullable String sort) {
        return text(sort).startsWith("-");
    }

    /** The text, or the empty one; without what no database can look for. */
    static String text(@Nullable String text) {
        return text == null ? "" : text.replace("\0", "");
    }

    /** Names joined by slashes. */
    static List<String> path(@Nullable String path) {
        String inner = text(path).replaceAll("^/+|/+$", "");
        return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
    }

    static @Nullable String next(Optional<? extends Number> next) {
        return next.map(Object::toString).orElse(null);
    }
}
