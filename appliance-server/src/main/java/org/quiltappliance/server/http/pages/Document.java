package org.quiltappliance.server.http.pages;

import org.quiltappliance.server.html.Html;

/** A whole page. @param policy what browsers may load for it: the header {@code Content-Security-Policy} */
record Document(String html, String policy) {

    /** Nothing but our own style sheet and pictures; no scripts at all; forms go here only; nobody frames us. */
    private static final String WITHOUT_SCRIPTS =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    static Document withoutScripts(Html html) {
        return new Document(html.toString(), WITHOUT_SCRIPTS);
    }
}
