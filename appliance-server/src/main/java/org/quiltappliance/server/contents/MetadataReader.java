package org.quiltappliance.server.contents;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * Copies the metadata of one leaf after the other from a parser, token by token. Equal metadata become one object
 * where that is cheap.
 */
final class MetadataReader {

    private static final String PATH = "q_path";
    private static final int MAX_EXTENSIONS = 1000;
    /** Far more than a double has and all that the original's store takes; what is larger breaks readers of decimals. */
    private static final int MAX_EXPONENT_DIGITS = 6;

    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private final JsonParser parser;
    private final Utf8Buffer text = new Utf8Buffer(512);
    private final @Nullable Metadata[] recent = new @Nullable Metadata[256];
    private final Map<String, String> extensions = new HashMap<>();
    private @Nullable String path;

    MetadataReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads one value: the parser stands at its first token, and afterwards at its last.
     *
     * @throws Invalid if it is no object, or holds NaN, an infinite number, a number with too large an exponent, U+0000, an
     *     unpaired surrogate, or too deep values
     */
    Metadata read() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.notOfType("metadata", "object");
        }
        text.cutTo(0);
        path = null;
        object(1);
        return shared();
    }

    /** What has just been read, as an object made earlier if an equal one is at hand. */
    private Metadata shared() {
        int length = text.length();
        if (length == 2) {
            return Metadata.empty();
        }
        int spread = 1;
        for (int i = 0; i < length; i++) {
            spread = 31 * spread + text.array()[i];
        }
        int slot = (spread ^ spread >>> 16) & recent.length - 1;
        var known = recent[slot];
        if (known == null || !Arrays.equals(known.bytes(), 0, known.bytes().length, text.array(), 0, length)) {
            known = new Metadata(text.copy(), extension());
            recent[slot] = known;
        }
        return known;
    }

    private String extension() {
        var extension = path == null ? "" : Extension.of(path);
        if (extensions.size() >= MAX_EXTENSIONS) {
            return extensions.getOrDefault(extension, extension);
        }
        var known = extensions.putIfAbsent(extension, extension);
        return known == null ? extension : known;
    }

    private void value(int level) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(level);
            case START_ARRAY -> array(level);
            case VALUE_STRING ->
                text.quoted(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE -> text.ascii(TRUE);
            case VALUE_FALSE -> text.ascii(FALSE);
            case VALUE_NULL -> text.ascii(NULL);
            default -> throw new IllegalStateException("Not the beginning of a value: " + parser.currentToken());
        }
    }

    /** As spelled: neither precision nor trailing zeros are lost. */
    private void number() throws IOException {
        char[] digits = parser.getTextCharacters();
        int from = parser.getTextOffset();
        int count = parser.getTextLength();
        char last = digits[from + count - 1];
        if (last < '0' || last > '9') {
            throw new Invalid("metadata may not hold the number " + parser.getText());
        }
        if (exponentDigits(digits, from, from + count) > MAX_EXPONENT_DIGITS) {
            throw new Invalid(
                    "metadata may not hold numbers with exponents of more than " + MAX_EXPONENT_DIGITS + " digits.");
        }
        text.ascii(digits, from, count);
    }

    /** How many digits stand behind the {@code e}, without its sign and leading zeros; 0 where there is none. */
    private static int exponentDigits(char[] digits, int from, int end) {
        int at = end;
        int count = 0;
        while (at > from && digits[at - 1] >= '0' && digits[at - 1] <= '9') {
            at--;
            count = digits[at] == '0' ? count : end - at;
        }
        if (at > from && (digits[at - 1] == '-' || digits[at - 1] == '+')) {
            at--;
        }
        return at > from && (digits[at - 1] == 'e' || digits[at - 1] == 'E') ? count : 0;
    }

    private void array(int level) throws IOException {
        checkLevel(level);
        text.ascii('[');
        for (boolean first = true; parser.nextToken() != JsonToken.END_ARRAY; first = false) {
            if (!first) {
                text.ascii(',');
            }
            value(level + 1);
        }
        text.ascii(']');
    }

    private void object(int level) throws IOException {
        checkLevel(level);
        text.ascii('{');
        var members = new Members();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            members.begin(name);
            text.quoted(name).ascii(':');
            var token = parser.nextToken();
            if (level == 1 && name.equals(PATH)) {
                path = token == JsonToken.VALUE_STRING ? parser.getText() : null;
            }
            value(level + 1);
            text.ascii(',');
        }
        members.end();
        text.ascii('}');
    }

    private static void checkLevel(int level) {
        if (level > NodeReader.MAX_METADATA_LEVELS) {
            throw new Invalid(
                    "metadata may not be nested more than " + NodeReader.MAX_METADATA_LEVELS + " levels deep.");
        }
    }

    /** The members of one object: where in the text each begins. Each ends with a comma. */
    private final class Members {

        private final List<String> names = new ArrayList<>(4);
        private final Map<String, Integer> last = new HashMap<>(8);
        private int[] begins = new int[4];

        void begin(String name) {
            int member = names.size();
            if (member == begins.length) {
                begins = Arrays.copyOf(begins, 2 * member);
            }
            begins[member] = text.length();
            names.add(name);
            last.put(name, member);
        }

        /** Drops every member that has a later namesake, and the last comma. */
        void end() {
            if (names.isEmpty()) {
                return;
            }
            if (last.size() < names.size()) {
                dropRepeats();
            }
            text.cutTo(text.length() - 1);
        }

        private void dropRepeats() {
            int end = text.length();
            int kept = begins[0];
            for (int member = 0; member < names.size(); member++) {
                if (last.get(names.get(member)) == member) {
                    text.keep(kept, begins[member], member + 1 < names.size() ? begins[member + 1] : end);
                    kept = text.length();
                }
            }
        }
    }
}
