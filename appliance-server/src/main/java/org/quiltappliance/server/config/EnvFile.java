package org.quiltappliance.server.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text of {@code NAME=value} lines, empty lines and lines that begin with {@code #}. Keeps comments, order and lines it
 * does not understand. A value begins and ends with its first and last visible character; in double quotes it may hold
 * anything, with {@code \"}, {@code \\} and {@code \n}; in single quotes it is taken as it is.
 */
final class EnvFile {

    /** One line that is not understood. */
    record Broken(int line, String reason) {}

    private record Line(String raw, @Nullable String name, String value) {}

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PLAIN = Pattern.compile("(?![\"' ])[^\\p{Cntrl}]*(?<! )");
    private static final String EXPORT = "export ";

    private final List<Line> lines;
    private final List<Broken> broken;

    private EnvFile(List<Line> lines, List<Broken> broken) {
        this.lines = lines;
        this.broken = broken;
    }

    static EnvFile empty() {
        return new EnvFile(List.of(), List.of());
    }

    static EnvFile parse(byte[] file) {
        var lines = new ArrayList<Line>();
        var broken = new ArrayList<Broken>();
        for (byte[] bytes : split(file)) {
            int number = lines.size() + 1;
            try {
                lines.add(parse(decode(bytes)));
            } catch (CharacterCodingException notText) {
                broken.add(new Broken(number, "is not UTF-8 text"));
                lines.add(new Line(new String(bytes, StandardCharsets.UTF_8), null, ""));
            } catch (IllegalArgumentException bad) {
                broken.add(new Broken(number, String.valueOf(bad.getMessage())));
                lines.add(new Line(new String(bytes, StandardCharsets.UTF_8), null, ""));
            }
        }
        return new EnvFile(lines, broken);
    }

    private static List<byte[]> split(byte[] file) {
        var parts = new ArrayList<byte[]>();
        int start = 0;
        for (int i = 0; i <= file.length; i++) {
            if (i == file.length ? i > start : file[i] == '\n') {
                parts.add(Arrays.copyOfRange(file, start, i));
                start = i + 1;
            }
        }
        return parts;
    }

    private static String decode(byte[] line) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(line))
                .toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Line parse(String raw) {
        String text = raw.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return new Line(raw, null, "");
        }
        if (text.startsWith(EXPORT)) {
            text = text.substring(EXPORT.length()).strip();
        }
        int sign = text.indexOf('=');
        if (sign < 0) {
            throw new IllegalArgumentException("has no =");
        }
        String name = text.substring(0, sign).strip();
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("does not begin with a name and =");
        }
        return new Line(raw, name, unquote(text.substring(sign + 1).strip()));
    }

    private static String unquote(String text) {
        if (text.startsWith("'")) {
            if (text.length() < 2 || text.indexOf('\'', 1) != text.length() - 1) {
                throw new IllegalArgumentException("has quotes that do not match");
            }
            return text.substring(1, text.length() - 1);
        }
        if (!text.startsWith("\"")) {
            return text;
        }
        var value = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                if (i == text.length() - 1) {
                    return value.toString();
                }
                break;
            }
            if (c == '\\' && i + 1 < text.length()) {
                c = text.charAt(++i);
                value.append(c == 'n' ? '\n' : c);
            } else {
                value.append(c);
            }
        }
        throw new IllegalArgumentException("has quotes that do not match");
    }

    private static String quote(String value) {
        if (PLAIN.matcher(value).matches()) {
            return value;
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    /** What the lines say; the last one of a name counts. */
    Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        for (var line : lines) {
            if (line.name() != null) {
                values.put(line.name(), line.value());
            }
        }
        return values;
    }

    List<Broken> broken() {
        return broken;
    }

    /** The same with that value: in the place of the old line, else below the line that shows it as an example. */
    EnvFile with(String name, String value) {
        var line = new Line(name + "=" + quote(value), name, value);
        var fresh = new ArrayList<Line>();
        int place = -1;
        for (var old : lines) {
            if (name.equals(old.name())) {
                place = fresh.size();
            } else {
                fresh.add(old);
                if (place < 0 && isExample(old.raw(), name)) {
                    place = fresh.size();
                }
            }
        }
        fresh.add(place < 0 ? fresh.size() : place, line);
        return new EnvFile(fresh, broken);
    }

    private static boolean isExample(String raw, String name) {
        return raw.startsWith("#") && raw.substring(1).strip().startsWith(name + "=");
    }

    /** The same without that name. */
    EnvFile without(String name) {
        return new EnvFile(
                lines.stream().filter(line -> !name.equals(line.name())).toList(), broken);
    }

    /** A comment above everything else. */
    EnvFile headed(String comment) {
        var fresh = new ArrayList<Line>();
        comment.lines().forEach(text -> fresh.add(new Line("# " + text, null, "")));
        fresh.addAll(lines);
        return new EnvFile(fresh, broken);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    byte[] bytes() {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.raw()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
