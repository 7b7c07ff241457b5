package org.quiltappliance.ui.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quiltappliance.server.config.Setting;

/** Fields that make sense only with a certain choice. */
final class Conditions {

    /** @param setting whose value decides @param word that it must have */
    record Condition(String setting, String word) {}

    /** What the choices beside it say better, or what only a restore sets. */
    static final Set<String> ONLY_WHEN_SAID = Set.of("SMTP_USE_TLS", "APPLIANCE_DB_SCHEMA");

    private static final Condition KEYSTORE = new Condition("APPLIANCE_TLS", "keystore");
    private static final Condition PEM = new Condition("APPLIANCE_TLS", "pem");
    private static final Condition POSTGRESQL = new Condition("APPLIANCE_DB", "external");
    private static final Condition OUR_DATABASE = new Condition("APPLIANCE_DB", "managed");
    private static final Condition S3 = new Condition("APPLIANCE_STORE", "external");
    private static final Condition FOLDER = new Condition("APPLIANCE_STORE", "folder");
    private static final Condition GITHUB = new Condition("AUTH_PROVIDER", "github");

    private static final Map<String, Condition> BY_NAME = Map.ofEntries(
            Map.entry("APPLIANCE_TLS_KEYSTORE", KEYSTORE),
            Map.entry("APPLIANCE_TLS_KEYSTORE_PASSWORD", KEYSTORE),
            Map.entry("APPLIANCE_TLS_KEYSTORE_ALIAS", KEYSTORE),
            Map.entry("APPLIANCE_TLS_CERT", PEM),
            Map.entry("APPLIANCE_TLS_KEY", PEM),
            Map.entry("SQLALCHEMY_DATABASE_URI", POSTGRESQL),
            Map.entry("APPLIANCE_DB_PASSWORD", OUR_DATABASE),
            Map.entry("APPLIANCE_STORE_FOLDER", FOLDER),
            Map.entry("S3_ENDPOINT", S3),
            Map.entry("AWS_ACCESS_KEY_ID", S3),
            Map.entry("AWS_SECRET_ACCESS_KEY", S3),
            Map.entry("APPLIANCE_S3_REGION", S3),
            Map.entry("APPLIANCE_S3_PATH_STYLE", S3),
            Map.entry("APPLIANCE_S3_PUBLIC_ENDPOINT", S3),
            Map.entry("APPLIANCE_OBJECT_DELIVERY", S3),
            Map.entry("OAUTH_CLIENT_ID_GITHUB", GITHUB),
            Map.entry("OAUTH_CLIENT_SECRET_GITHUB", GITHUB),
            Map.entry("APPLIANCE_GITHUB_URL", GITHUB));

    private Conditions() {}

    /** Nothing for a field that always makes sense. */
    static Optional<Condition> of(Setting setting) {
        return Optional.ofNullable(BY_NAME.get(setting.name()));
    }
}
