package org.quiltappliance.ui.settings;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Setting.Group;

/** The sheets of page Settings, and what stands on them ({@code control-panel.md} 13.8). */
public enum Sheet {
    GENERAL(
            Group.GENERAL,
            section("registry", "APPLIANCE_NAME"),
            section(
                    "window",
                    "APPLIANCE_THEME",
                    "APPLIANCE_LANGUAGE",
                    "APPLIANCE_ON_CLOSE",
                    "APPLIANCE_START_ON_OPEN",
                    "APPLIANCE_NOTIFICATIONS"),
            section("import")),
    NETWORK(
            Group.NETWORK,
            section("reach", "APPLIANCE_BIND"),
            section("ports", "APPLIANCE_REGISTRY_PORT", "APPLIANCE_CATALOG_PORT"),
            section("urls", "REGISTRY_URL", "CATALOG_URL", "APPLIANCE_TRUSTED_PROXIES"),
            section(
                    "tls",
                    "APPLIANCE_TLS",
                    "APPLIANCE_TLS_KEYSTORE",
                    "APPLIANCE_TLS_KEYSTORE_PASSWORD",
                    "APPLIANCE_TLS_KEYSTORE_ALIAS",
                    "APPLIANCE_TLS_CERT",
                    "APPLIANCE_TLS_KEY")),
    SERVICES(
            Group.SERVICES,
            section(
                    "database",
                    "APPLIANCE_DB",
                    "SQLALCHEMY_DATABASE_URI",
                    "APPLIANCE_DB_PASSWORD",
                    "APPLIANCE_DB_SCHEMA"),
            section(
                    "storage",
                    "APPLIANCE_STORE",
                    "APPLIANCE_STORE_FOLDER",
                    "S3_ENDPOINT",
                    "PACKAGE_BUCKET_NAME",
                    "AWS_ACCESS_KEY_ID",
                    "AWS_SECRET_ACCESS_KEY",
                    "APPLIANCE_S3_REGION",
                    "APPLIANCE_S3_PATH_STYLE",
                    "APPLIANCE_OBJECT_DELIVERY",
                    "APPLIANCE_S3_PUBLIC_ENDPOINT"),
            section("docker", "APPLIANCE_DOCKER_HOST", "APPLIANCE_KEEP_CONTAINERS")),
    MAIL(
            Group.MAIL,
            section(
                    "mail",
                    "SMTP_HOST",
                    "SMTP_PORT",
                    "APPLIANCE_SMTP_SECURITY",
                    "SMTP_USE_TLS",
                    "SMTP_USERNAME",
                    "SMTP_PASSWORD",
                    "QUILT_DEFAULT_SENDER")),
    SIGN_IN(
            Group.SIGN_IN,
            section(
                    "sign-in",
                    "AUTH_PROVIDER",
                    "OAUTH_CLIENT_ID_GITHUB",
                    "OAUTH_CLIENT_SECRET_GITHUB",
                    "APPLIANCE_GITHUB_URL")),
    ACCESS(
            Group.ACCESS,
            section(
                    "access",
                    "DISABLE_SIGNUP",
                    "ALLOW_ANONYMOUS_ACCESS",
                    "ALWAYS_REQUIRES_AUTH",
                    "ALLOW_TEAM_ACCESS",
                    "ENABLE_USER_ENDPOINTS"),
            section("team", "TEAM_ID", "TEAM_NAME")),
    SECURITY(
            Group.SECURITY,
            section("key", "QUILT_SECRET_KEY"),
            section("administrator", "APPLIANCE_ADMIN_USER", "APPLIANCE_ADMIN_EMAIL", "APPLIANCE_ADMIN_PASSWORD")),
    IMAGES(Optional.empty(), section("images", "APPLIANCE_DB_IMAGE", "APPLIANCE_STORE_IMAGE")),
    BACKUPS(
            Group.BACKUPS,
            section(
                    "schedule",
                    "APPLIANCE_BACKUP_SCHEDULE",
                    "APPLIANCE_BACKUP_TIME",
                    "APPLIANCE_BACKUP_KEEP",
                    "APPLIANCE_BACKUP_DIR")),
    ADVANCED(
            Group.ADVANCED,
            section(
                    "limits",
                    "APPLIANCE_MAX_REQUEST_MB",
                    "APPLIANCE_URL_EXPIRY",
                    "APPLIANCE_VERIFY_OBJECTS",
                    "APPLIANCE_DB_POOL_MAX"),
            section("containers", "APPLIANCE_DB_PORT", "APPLIANCE_STORE_PORT"),
            section("logs", "APPLIANCE_LOG_LEVEL", "DEBUG"));

    /** What belongs together on a sheet. @param settings by name, in order */
    record Section(String word, List<String> settings) {}

    private final Optional<Group> group;
    private final List<Section> sections;

    Sheet(Group group, Section... sections) {
        this(Optional.of(group), sections);
    }

    Sheet(Optional<Group> group, Section... sections) {
        this.group = group;
        this.sections = List.of(sections);
    }

    private static Section section(String word, String... settings) {
        return new Section(word, List.of(settings));
    }

    List<Section> sections() {
        return sections;
    }

    /** As part of an id. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where that setting stands; those that nobody placed stand behind the others of their kind. */
    static Sheet of(Setting setting) {
        return Stream.of(values())
                .filter(sheet -> sheet.names(setting))
                .findFirst()
                .orElseGet(() -> Stream.of(values())
                        .filter(sheet -> sheet.group.equals(Optional.of(setting.group())))
                        .findFirst()
                        .orElse(ADVANCED));
    }

    private boolean names(Setting setting) {
        return sections.stream().anyMatch(section -> section.settings().contains(setting.name()));
    }
}
