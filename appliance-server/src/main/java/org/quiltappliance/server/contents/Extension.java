package org.quiltappliance.server.contents;

import java.util.Locale;

/** The extension of a path that may come from any system ({@code registry-api.md} 2.5.9, "Extension rule"). */
final class Extension {

    private Extension() {}

    /** Lower-case with its dot, or the empty text. */
    static String of(String path) {
        int end = path.length();
        while (end > 0 && isSeparator(path.charAt(end - 1))) {
            end--;
        }
        int start = rootEnd(path, end);
        for (int i = end; i > start; i--) {
            if (isSeparator(path.charAt(i - 1))) {
                start = i;
            }
        }
        int dot = path.lastIndexOf('.', end - 1);
        return dot > start && dot < end - 1 ? path.substring(dot, end).toLowerCase(Locale.ROOT) : "";
    }

    /** Where the names begin: after a drive, or after a server and its share. */
    private static int rootEnd(String path, int end) {
        if (end >= 2 && path.charAt(1) == ':' && isLetter(path.charAt(0))) {
            return 2;
        }
        boolean share =
                end > 2 && isSeparator(path.charAt(0)) && isSeparator(path.charAt(1)) && !isSeparator(path.charAt(2));
        if (!share) {
            return 0;
        }
        int server = nextSeparator(path, 2, end);
        if (server == end || isSeparator(path.charAt(server + 1))) {
            return 0;
        }
        return nextSeparator(path, server + 1, end);
    }

    private static int nextSeparator(String path, int from, int end) {
        int i = from;
        while (i < end && !isSeparator(path.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isSeparator(char character) {
        return character == '/' || character == '\\';
    }

    private static boolean isLetter(char character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z';
    }
}
