package org.quiltappliance.ui.settings;

import java.util.Locale;
import java.util.Map;
import org.quiltappliance.server.config.Setting;

/** The ids of fields ({@code control-panel.md} 4.2). */
final class FieldIds {

    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("APPLIANCE_TRUSTED_PROXIES", "proxies"),
            Map.entry("APPLIANCE_DB", "db-kind"),
            Map.entry("SQLALCHEMY_DATABASE_URI", "db-uri"),
            Map.entry("APPLIANCE_DB_POOL_MAX", "db-pool"),
            Map.entry("APPLIANCE_DB_IMAGE", "image-db"),
            Map.entry("APPLIANCE_STORE", "store-kind"),
            Map.entry("PACKAGE_BUCKET_NAME", "s3-bucket"),
            Map.entry("AWS_ACCESS_KEY_ID", "s3-key"),
            Map.entry("AWS_SECRET_ACCESS_KEY", "s3-secret"),
            Map.entry("APPLIANCE_STORE_IMAGE", "image-store"),
            Map.entry("APPLIANCE_OBJECT_DELIVERY", "delivery"),
            Map.entry("QUILT_SECRET_KEY", "secret-key"),
            Map.entry("QUILT_DEFAULT_SENDER", "mail-sender"),
            Map.entry("SMTP_USERNAME", "smtp-user"),
            Map.entry("OAUTH_CLIENT_ID_GITHUB", "gh-id"),
            Map.entry("OAUTH_CLIENT_SECRET_GITHUB", "gh-secret"),
            Map.entry("APPLIANCE_GITHUB_URL", "gh-url"),
            Map.entry("ALLOW_ANONYMOUS_ACCESS", "anonymous"),
            Map.entry("ALWAYS_REQUIRES_AUTH", "require-auth"),
            Map.entry("ALLOW_TEAM_ACCESS", "team-access"),
            Map.entry("ENABLE_USER_ENDPOINTS", "user-endpoints"),
            Map.entry("APPLIANCE_MAX_REQUEST_MB", "max-request"));

    private FieldIds() {}

    static String of(Setting setting) {
        String word = WORDS.getOrDefault(
                setting.name(),
                setting.name()
                        .replaceFirst("^APPLIANCE_", "")
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-'));
        return "set-" + word;
    }
}
