package org.quiltappliance.server.objects;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.quiltappliance.server.config.StoreConfig;

/**
 * Where clients find the objects of a bucket.
 *
 * @param root scheme, host and port
 * @param host the value of the header {@code Host}
 * @param path what stands before the key, with a slash at the end
 */
record S3Address(String root, String host, String path) {

    private static final Pattern NEVER_IN_PATH = Pattern.compile("\\.(amazonaws\\.com(\\.cn)?|aliyuncs\\.com)$");
    private static final String AMAZON_ANYWHERE = "s3.amazonaws.com";

    static S3Address of(StoreConfig.S3 config) {
        URI endpoint = config.publicEndpoint().orElse(config.endpoint());
        String scheme = endpoint.getScheme().toLowerCase(Locale.ROOT);
        String host = endpoint.getHost().toLowerCase(Locale.ROOT);
        if (host.equals(AMAZON_ANYWHERE)) {
            // That one redirects for all regions but one, and a redirect does not fit the signature.
            host = "s3." + config.region() + ".amazonaws.com";
        }
        boolean inPath = isInPath(config, scheme, host);
        String named = (inPath ? host : config.bucket() + "." + host) + port(endpoint, scheme);
        return new S3Address(
                scheme + "://" + named, named, inPath ? "/" + PathSegment.encoded(config.bucket()) + "/" : "/");
    }

    private static boolean isInPath(StoreConfig.S3 config, String scheme, String host) {
        // No certificate fits a name with more dots in it.
        boolean noCertificate = scheme.equals("https") && config.bucket().contains(".");
        return switch (config.pathStyle()) {
            case AUTO -> noCertificate || !NEVER_IN_PATH.matcher(host).find();
            case YES -> true;
            case NO -> noCertificate;
        };
    }

    /** Clients leave out the usual port. */
    private static String port(URI endpoint, String scheme) {
        int usual = scheme.equals("https") ? 443 : 80;
        return endpoint.getPort() < 0 || endpoint.getPort() == usual ? "" : ":" + endpoint.getPort();
    }
}
