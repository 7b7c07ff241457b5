package org.quiltappliance.server.objects;

import java.io.File;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where things are below the folder of the objects:
 *
 * <pre>{@code
 * objs/<owner>/<hash>      the bytes of an object, as stored
 * encoded/<owner>/<hash>   only for an object stored packed: "gzip <length of the content>"
 * uploads/<anything>/...   what one process is receiving, with a lock beside it; worthless after its end
 * trash/...                objs and encoded of what was put aside
 * }</pre>
 *
 * <p>Hands out {@link File}, whose {@code length()} tells a missing file without making an exception: a push asks for a
 * hundred thousand of them.
 */
final class FolderLayout {

    private static final int LONGEST_NAME = 200;

    /** Names that Windows takes for devices, with any ending. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private final File objects;
    private final File encoded;
    private final Path uploads;
    private final Path trash;

    FolderLayout(Path folder) {
        this(folder, folder.resolve("uploads"));
    }

    private FolderLayout(Path folder, Path uploads) {
        this.uploads = uploads;
        trash = folder.resolve("trash");
        objects = folder.resolve("objs").toFile();
        encoded = folder.resolve("encoded").toFile();
    }

    /** Holds a folder for each owner. */
    File objects() {
        return objects;
    }

    /** Holds a folder for each owner of packed objects. */
    File encoded() {
        return encoded;
    }

    Path uploads() {
        return uploads;
    }

    File objectsOf(String owner) {
        return new File(objects, nameOf(owner));
    }

    File encodedOf(String owner) {
        return new File(encoded, nameOf(owner));
    }

    /** The same places for what was put aside. */
    FolderLayout trash() {
        return new FolderLayout(trash, uploads);
    }

    /** The owner as the name of one folder on any system: other than {@code [A-Za-z0-9_.-]} become {@code %XX}. */
    static String nameOf(String owner) {
        var name = new StringBuilder();
        for (byte b : owner.getBytes(StandardCharsets.UTF_8)) {
            name.append(isPlain(b) ? String.valueOf((char) b) : escaped(b));
        }
        int last = name.length() - 1;
        if (last < 0) {
            return "%";
        }
        if (name.charAt(0) == '.' || DEVICE.matcher(name).matches()) {
            name.replace(0, 1, escaped((byte) name.charAt(0)));
            last = name.length() - 1;
        }
        if (name.charAt(last) == '.') {
            name.replace(last, last + 1, escaped((byte) '.'));
        }
        return name.length() <= LONGEST_NAME ? name.toString() : "%-" + ContentDigest.sha256(owner);
    }

    /** The owner whose folder has that name; nothing for a name that cannot be turned back. */
    static Optional<String> ownerOf(String name) {
        if (name.startsWith("%-")) {
            return Optional.empty();
        }
        String owner = name.equals("%") ? "" : URLDecoder.decode(name, StandardCharsets.UTF_8);
        return nameOf(owner).equals(name) ? Optional.of(owner) : Optional.empty();
    }

    private static boolean isPlain(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_' || b == '.' || b == '-';
    }

    private static String escaped(byte b) {
        return String.format("%%%02X", b);
    }
}
