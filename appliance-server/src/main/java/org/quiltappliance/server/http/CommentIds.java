package org.quiltappliance.server.http;

import java.util.HexFormat;
import org.quiltappliance.server.comments.Comment;
import org.quiltappliance.server.errors.ApplianceException.NotFound;

/** How comments are called at the edge: 16 lower-case hexadecimal digits. */
public final class CommentIds {

    private static final HexFormat HEX = HexFormat.of();

    private CommentIds() {}

    public static String text(Comment comment) {
        return text(comment.id());
    }

    /** @param id of the comment, as the tables have it */
    public static String text(long id) {
        return HEX.toHexDigits(id);
    }

    /** Where the comment is in a page of all of them; links end with it. */
    public static String anchor(Comment comment) {
        return "comment-" + text(comment);
    }

    /** @throws NotFound for what no comment is called */
    public static long read(String text) {
        if (!text.matches("[0-9a-f]{16}")) {
            throw new NotFound("There is no such comment.");
        }
        return HexFormat.fromHexDigitsToLong(text);
    }
}
