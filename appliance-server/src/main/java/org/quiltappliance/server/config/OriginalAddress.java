package org.quiltappliance.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** Where the data of an original are, as people write it. */
public final class OriginalAddress {

    private static final String FOLDER = "folder:";
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]*://.*");
    private static final int CONNECTIONS = 1;

    private OriginalAddress() {}

    /**
     * The keys to a bucket.
     *
     * @param region that requests are signed for
     */
    public record Keys(String accessKey, Secret secretKey, String region) {}

    /**
     * @param uri {@code postgresql://user[:password]@host[:port]/database}
     * @param password if the address has none
     * @throws Invalid when it is no such address
     */
    public static DatabaseConfig.Postgres database(String uri, Optional<Secret> password) {
        var parsed = DatabaseUri.parse(uri)
                .orElseThrow(() -> new Invalid("The address of the database must be"
                        + " postgresql://USER@HOST:PORT/DATABASE, with ?sslmode=require and the like behind it if"
                        + " wanted. It is what the original has as SQLALCHEMY_DATABASE_URI."));
        var secret = hasPassword(parsed) ? parsed.password() : password.orElse(parsed.password());
        return new DatabaseConfig.Postgres(parsed.jdbcUrl(), parsed.user(), secret, CONNECTIONS);
    }

    /** Whether an address of a database holds a password. */
    public static boolean hasPassword(String uri) {
        return DatabaseUri.parse(uri).filter(OriginalAddress::hasPassword).isPresent();
    }

    private static boolean hasPassword(DatabaseUri uri) {
        return !uri.password().reveal().isEmpty();
    }

    /**
     * @param text {@code [https://]host[:port]/bucket}, or {@code folder:/path}
     * @param keys for a bucket
     * @throws Invalid when it is no such address, or the keys are missing
     */
    public static StoreConfig objects(String text, Optional<Keys> keys) {
        if (text.startsWith(FOLDER)) {
            return folder(text.substring(FOLDER.length()));
        }
        // The original wrote its endpoint without a scheme, too.
        URI uri = parsed(SCHEME.matcher(text).matches() ? text : "https://" + text);
        String bucket = uri.getPath() == null
                ? ""
                : uri.getPath().replaceFirst("^/", "").replaceFirst("/$", "");
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || uri.getHost() == null || bucket.isEmpty() || bucket.contains("/") || uri.getUserInfo() != null) {
            throw noAddress();
        }
        var given = keys.orElseThrow(() -> new Invalid("The keys to the bucket are missing. Put them into the variables"
                + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."));
        return new StoreConfig.S3(
                URI.create(uri.getScheme() + "://" + uri.getAuthority()),
                Optional.empty(),
                bucket,
                given.region(),
                StoreConfig.PathStyle.AUTO,
                given.accessKey(),
                given.secretKey());
    }

    private static URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException broken) {
            throw noAddress();
        }
    }

    private static StoreConfig.Folder folder(String path) {
        try {
            return new StoreConfig.Folder(Path.of(path).toAbsolutePath(), false);
        } catch (InvalidPathException impossible) {
            throw new Invalid("This cannot be a folder: " + path);
        }
    }

    private static Invalid noAddress() {
        return new Invalid("The address of the objects must be ENDPOINT/BUCKET, such as"
                + " https://minio.example.org:9000/package, or folder:/path/of/a/copy. It is what the original has as"
                + " S3_ENDPOINT and PACKAGE_BUCKET_NAME.");
    }
}
