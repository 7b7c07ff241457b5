package org.quiltappliance.server.objects;

import java.nio.charset.StandardCharsets;

/** Any text as one segment of a path of a link. */
final class PathSegment {

    private PathSegment() {}

    /** The UTF-8 bytes of the text, all but the unreserved characters of RFC 3986 as {@code %XX}. */
    static String encoded(String text) {
        var out = new StringBuilder(text.length());
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved((char) (b & 0xff))) {
                out.append((char) b);
            } else {
                out.append(String.format("%%%02X", b));
            }
        }
        return out.toString();
    }

    private static boolean isUnreserved(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_.-~".indexOf(c) >= 0;
    }
}
