package org.quiltappliance.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is, as the original registry writes it ({@code control-panel.md} 4.2):
 * {@code postgresql://user:password@host[:port]/database[?sslmode=...]}, each part percent-decoded.
 *
 * @param sslMode what the address says of encryption, one of PostgreSQL's six words
 */
public record DatabaseUri(
        String host, int port, String database, String user, Secret password, Optional<String> sslMode) {

    private static final Pattern SCHEME = Pattern.compile("postgres(ql)?(\\+psycopg2)?");
    private static final Pattern SSL_MODE =
            Pattern.compile("sslmode=(disable|allow|prefer|require|verify-ca|verify-full)");
    private static final int USUAL_PORT = 5432;

    /** @return nothing when the text is no such address */
    public static Optional<DatabaseUri> parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException broken) {
            return Optional.empty();
        }
        String userInfo = uri.getRawUserInfo();
        String path = uri.getRawPath();
        if (uri.getScheme() == null
                || !SCHEME.matcher(uri.getScheme()).matches()
                || uri.getHost() == null
                || userInfo == null
                || path == null
                || !path.matches("/[^/]+")) {
            return Optional.empty();
        }
        Optional<String> query = Optional.ofNullable(uri.getRawQuery());
        if (query.isPresent() && !SSL_MODE.matcher(query.get()).matches()) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decoded(userInfo.substring(colon + 1));
        return user.isEmpty()
                ? Optional.empty()
                : Optional.of(new DatabaseUri(
                        uri.getHost(),
                        uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                        decoded(path.substring(1)),
                        user,
                        new Secret(password),
                        query.map(it -> it.substring(it.indexOf('=') + 1))));
    }

    /** Plus signs are themselves here, unlike in forms. */
    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** As the settings write it; holds the password. */
    public String text() {
        return text(host, String.valueOf(port), database, user, password, sslMode.orElse(""));
    }

    /**
     * The same of parts as somebody typed them, right or not.
     *
     * @param port empty for the usual one
     * @param sslMode empty to say nothing of encryption
     */
    public static String text(String host, String port, String database, String user, Secret password, String sslMode) {
        boolean bare = host.contains(":") && !host.startsWith("[");
        return "postgresql://" + encoded(user) + ":" + encoded(password.reveal()) + "@"
                + (bare ? "[" + host + "]" : host) + (port.isEmpty() ? "" : ":" + port) + "/" + encoded(database)
                + (sslMode.isEmpty() ? "" : "?sslmode=" + sslMode);
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** For the driver, without user and password. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + host + ":" + port + "/"
                + URLEncoder.encode(database, StandardCharsets.UTF_8)
                + sslMode.map(mode -> "?sslmode=" + mode).orElse("");
    }
}
