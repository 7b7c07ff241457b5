package org.quiltappliance.server.http.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.quiltappliance.server.html.Html;

/**
 * The page of the catalog's application, with a page of ours inside: what we write is what browsers without scripts show, and
 * where scripts run, the application takes its place. The two placeholders are a contract with the application ({@code
 * docs/catalog-api.md}).
 */
final class Shell {

    static final String NONCE = "__CSP_NONCE__";
    private static final Pattern ROOT = Pattern.compile("<div id=\"root\">\\s*</div>");
    private static final Pattern TITLE = Pattern.compile("<title>[^<]*</title>");
    private static final String HEAD_END = "</head>";
    private static final int NONCE_BYTES = 18;

    private final SecureRandom random = new SecureRandom();
    private final String index;

    private Shell(String index) {
        if (!ROOT.matcher(index).find() || !index.contains(HEAD_END)) {
            throw new IllegalStateException("The page of the catalog lacks its root or its head");
        }
        this.index = index;
    }

    /** The application's page, where this build has one. @param name of the file in the class path */
    static Optional<Shell> load(String name) {
        try (InputStream in = Shell.class.getClassLoader().getResourceAsStream(name)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new Shell(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @param style address of the style sheet of pages without scripts */
    Document page(String title, String style, Html body) {
        String nonce = nonce();
        Html head = Html.of("""
                <noscript><link rel="stylesheet" href="{}"></noscript>
                <style nonce="{}">@media (scripting: enabled) {.without-script {display: none}}</style>
                """, style, nonce);
        Html root = Html.of("<div id=\"root\"><div class=\"without-script\">\n{}</div></div>", body);
        String page = index.replace(NONCE, nonce);
        page = put(TITLE, Html.of("<title>{}</title>", title), page);
        page = put(Pattern.compile(HEAD_END), Html.of("{}</head>", head), page);
        page = put(ROOT, root, page);
        return new Document(page, policy(nonce));
    }

    private static String put(Pattern place, Html piece, String page) {
        return place.matcher(page).replaceFirst(Matcher.quoteReplacement(piece.toString()));
    }

    /** Our own files alone; inline scripts and styles need the nonce; files of packages may stand in frames. */
    private static String policy(String nonce) {
        return "default-src 'none'; script-src 'self' 'nonce-" + nonce + "'; style-src 'self' 'nonce-" + nonce
                + "'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; media-src 'self' blob:;"
                + " frame-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none';"
                + " frame-ancestors 'none'; object-src 'none'";
    }

    private String nonce() {
        var bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
