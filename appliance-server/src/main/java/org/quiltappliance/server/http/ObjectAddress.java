package org.quiltappliance.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.contents.Hash;

/** What a link to an object says, decoded: clients write links in more than one way (client-protocol.md 1.5). */
record ObjectAddress(String owner, Hash hash, String expiry, String signature) {

    /** Empty unless the path is {@code /objects/<owner>/<hash>}; parameters that are missing are empty texts. */
    static Optional<ObjectAddress> of(HttpURI uri) {
        String[] path = uri.getPath().split("/", -1);
        if (path.length != 4) {
            return Optional.empty();
        }
        var owner = decoded(path[2]);
        var hash = decoded(path[3]);
        if (owner.isEmpty() || !Hash.isHash(hash)) {
            return Optional.empty();
        }
        var query = uri.getQuery();
        return Optional.of(new ObjectAddress(owner, Hash.parse(hash), parameter(query, "e"), parameter(query, "s")));
    }

    private static String parameter(@Nullable String query, String name) {
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && decoded(pair.substring(0, equals)).equals(name)) {
                return decoded(pair.substring(equals + 1));
            }
        }
        return "";
    }

    /** Empty when the text is not well-formed. A plus sign stays one. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
