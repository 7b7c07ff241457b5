package org.quiltappliance.server.config;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.quiltappliance.server.config.Setting.Effect;
import org.quiltappliance.server.config.Setting.Group;

/** The catalogue of all settings ({@code control-panel.md} 4.2), as far as this version uses them. */
public final class Settings {

    static final int LONGEST_NAME = 60;
    private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cntrl}]{1," + LONGEST_NAME + "}");

    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]{1,500}");
    private static final Kind HOST_NAME =
            new Kind.Text("the name or IP address of a server", Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,253}"));

    /** The public GitHub, whose API has a host of its own. */
    static final String GITHUB = "https://github.com";

    /** Test or persistent. */
    public static final Setting MODE = setting(
            "APPLIANCE_MODE",
            Group.GENERAL,
            new Kind.Choice(List.of("test", "persistent")),
            "test",
            Effect.DATA,
            "What becomes of the data when the registry stops: in test mode it is gone, in persistent mode it stays.");

    /** What the registry is called. */
    public static final Setting NAME = setting(
            "APPLIANCE_NAME",
            Group.GENERAL,
            new Kind.Text("one line of 1 to 60 characters", ONE_LINE),
            "My registry",
            Effect.NOW,
            "What this registry is called, for people.");

    /** The colours of the window. */
    public static final Setting THEME = setting(
            "APPLIANCE_THEME",
            Group.GENERAL,
            new Kind.Choice(List.of("system", "light", "dark")),
            "system",
            Effect.NOW,
            "The colours of the window. system means those of the desktop where it tells them, and light where not.");

    /** How the window writes numbers and times. */
    public static final Setting LANGUAGE = setting(
            "APPLIANCE_LANGUAGE",
            Group.GENERAL,
            new Kind.Choice(List.of("system", "en", "en-xa")),
            "system",
            Effect.NOW,
            "How the window speaks. Its texts are English; system writes numbers and times as this computer does, en as"
                    + " English does. en-xa makes every text longer and accented, for those who try the window.");

    /** Whether opening the window starts the registry. */
    public static final Setting START_ON_OPEN = setting(
            "APPLIANCE_START_ON_OPEN",
            Group.GENERAL,
            new Kind.Flag(),
            "false",
            Effect.NOW,
            "Whether the registry starts when the window is opened.");

    /** What closing the window means. */
    public static final Setting ON_CLOSE = setting(
            "APPLIANCE_ON_CLOSE",
            Group.GENERAL,
            new Kind.Choice(List.of("ask", "background", "quit")),
            "ask",
            Effect.NOW,
            "What closing the window means while the registry runs: ask each time, background lets it run on, quit stops"
                    + " it first.");

    /** Whether the desktop shows what became of the registry. */
    public static final Setting NOTIFICATIONS = setting(
            "APPLIANCE_NOTIFICATIONS",
            Group.GENERAL,
            new Kind.Flag(),
            "true",
            Effect.NOW,
            "Whether the desktop says so when the registry gets into trouble or out of it, or a backup fails. Needs a tray.");

    /** What to listen on. */
    public static final Setting BIND = setting(
            "APPLIANCE_BIND",
            Group.NETWORK,
            new Kind.Address(),
            Kind.Address.LOOPBACK,
            Effect.RESTART,
            "The address of this computer to listen on. 127.0.0.1 means this computer only, over IPv4 and IPv6; test mode"
                    + " allows nothing else, because its administrator has a password that everybody knows.");

    /** Where clients connect. */
    public static final Setting REGISTRY_PORT = setting(
            "APPLIANCE_REGISTRY_PORT",
            Group.NETWORK,
            new Kind.Whole(1, 65535),
            "5000",
            Effect.RESTART,
            "The port for clients.");

    /** Where browsers connect. */
    public static final Setting CATALOG_PORT = setting(
            "APPLIANCE_CATALOG_PORT",
            Group.NETWORK,
            new Kind.Whole(1, 65535),
            "3000",
            Effect.RESTART,
            "The port for browsers.");

    public static final Setting REGISTRY_URL = setting(
            "REGISTRY_URL",
            Group.NETWORK,
            new Kind.Origin(),
            "",
            Effect.RESTART,
            "The address under which clients reach the registry. Without it: made of the address and the port above.");

    public static final Setting CATALOG_URL = setting(
            "CATALOG_URL",
            Group.NETWORK,
            new Kind.Origin(),
            "",
            Effect.RESTART,
            "The address under which browsers reach the catalog. Without it: made of the address and the port above.");

    static final Setting ANONYMOUS = flag(
            "ALLOW_ANONYMOUS_ACCESS",
            false,
            false,
            Effect.NOW,
            "Whether people may use the registry without signing in, and packages may be shared with everybody (`public`).");

    static final Setting REQUIRE_AUTH = flag(
            "ALWAYS_REQUIRES_AUTH",
            false,
            false,
            Effect.NOW,
            "Whether nothing may be seen without signing in, whatever else is set: ALLOW_ANONYMOUS_ACCESS is refused beside it.");

    static final Setting TEAM = flag(
            "ALLOW_TEAM_ACCESS",
            false,
            false,
            Effect.NOW,
            "Whether packages may be shared with everybody who has an account (`team`).");

    public static final Setting NO_SIGNUP = flag(
            "DISABLE_SIGNUP",
            false,
            false,
            Effect.NOW,
            "Whether only administrators make accounts. Yes by itself when others can reach the registry and no mail server"
                    + " is set.");

    static final Setting USER_ENDPOINTS = flag(
            "ENABLE_USER_ENDPOINTS",
            false,
            true,
            Effect.RESTART,
            "Whether administrators may manage users through the client (`quilt user ...`).");

    static final Setting TEAM_ID = setting(
            "TEAM_ID",
            Group.ACCESS,
            new Kind.Text("lower-case letters a to z", Pattern.compile("[a-z]{1,64}")),
            "",
            Effect.RESTART,
            "The short name of the team, which clients put before package names. They accept lower-case letters only.");

    static final Setting TEAM_NAME = setting(
            "TEAM_NAME",
            Group.ACCESS,
            new Kind.Text("one line of 1 to 60 characters", ONE_LINE),
            "",
            Effect.RESTART,
            "The name of the team, for people.");

    static final Setting SENDER = setting(
            "QUILT_DEFAULT_SENDER",
            Group.MAIL,
            new Kind.Text("a mail address", Pattern.compile("[^\\p{Cntrl}\\s@]+@[^\\p{Cntrl}\\s@]+")),
            "quilt@localhost",
            Effect.NOW,
            "Who mails come from.");

    /** The mail server. */
    public static final Setting SMTP_HOST = setting(
            "SMTP_HOST",
            Group.MAIL,
            HOST_NAME,
            "",
            Effect.NOW,
            "The mail server. Without one no mail leaves this computer: `mails list` shows what was written.");

    static final Setting SMTP_PORT = setting(
            "SMTP_PORT", Group.MAIL, new Kind.Whole(1, 65535), "25", Effect.NOW, "The port of the mail server.");

    static final Setting SMTP_USERNAME = setting(
            "SMTP_USERNAME",
            Group.MAIL,
            new Kind.Text("one line", LINE),
            "",
            Effect.NOW,
            "The name for signing in at the mail server, if it wants one.");

    static final Setting SMTP_PASSWORD = new Setting(
            "SMTP_PASSWORD",
            Group.MAIL,
            new Kind.Text("one line", LINE),
            "",
            "",
            Effect.NOW,
            true,
            "The password for signing in there.");

    static final Setting SMTP_USE_TLS = setting(
            "SMTP_USE_TLS",
            Group.MAIL,
            new Kind.Flag(),
            "true",
            Effect.NOW,
            "Yes means STARTTLS, and no mail without it. No means that mails and the password travel in the open.");

    static final Setting SMTP_SECURITY = setting(
            "APPLIANCE_SMTP_SECURITY",
            Group.MAIL,
            new Kind.Choice(List.of("starttls", "tls", "none")),
            "",
            Effect.NOW,
            "Says it more exactly than SMTP_USE_TLS; tls means encrypted from the first byte, mostly on port 465.");

    public static final Setting AUTH_PROVIDER = setting(
            "AUTH_PROVIDER",
            Group.SIGN_IN,
            new Kind.Choice(List.of("quilt", "github")),
            "quilt",
            Effect.RESTART,
            "quilt: people sign in with name and password. github: also with their GitHub account; the application there"
                    + " needs the callback address REGISTRY_URL/oauth_callback.");

    static final Setting GITHUB_ID = setting(
            "OAUTH_CLIENT_ID_GITHUB",
            Group.SIGN_IN,
            new Kind.Text("one line", LINE),
            "",
            Effect.RESTART,
            "The client id of the application at GitHub.");

    static final Setting GITHUB_SECRET = secret(
            "OAUTH_CLIENT_SECRET_GITHUB",
            Group.SIGN_IN,
            new Kind.Text("one line", LINE),
            "The client secret of the application at GitHub.");

    static final Setting GITHUB_URL = setting(
            "APPLIANCE_GITHUB_URL",
            Group.SIGN_IN,
            new Kind.Origin(),
            GITHUB,
            Effect.RESTART,
            "Where GitHub is: its own address, or a GitHub Enterprise server, whose API is then below /api/v3.");

    /** Signs tokens and links. */
    public static final Setting SECRET_KEY = new Setting(
            "QUILT_SECRET_KEY",
            Group.SECURITY,
            new Kind.Text("at least 16 characters", Pattern.compile(".{16,}")),
            "",
            "",
            Effect.RESTART,
            true,
            "Signs tokens and links; after a change everybody must sign in again. Without it: made once and kept in"
                    + " secrets.env.");

    /** Connections to the database. */
    public static final Setting POOL_MAX = setting(
            "APPLIANCE_DB_POOL_MAX",
            Group.ADVANCED,
            new Kind.Whole(2, 100),
            "10",
            Effect.RESTART,
            "The most connections to the database at once.");

    static final Setting MAX_REQUEST = setting(
            "APPLIANCE_MAX_REQUEST_MB",
            Group.ADVANCED,
            new Kind.Whole(1, 4096),
            "100",
            Effect.RESTART,
            "The largest request to the registry in MiB, as sent. Unpacked it may be ten times as large. Objects are not"
                    + " limited by this.");

    static final Setting URL_EXPIRY = setting(
            "APPLIANCE_URL_EXPIRY",
            Group.ADVANCED,
            new Kind.Time(Duration.ofMinutes(1), Duration.ofDays(7)),
            "24h",
            Effect.NOW,
            "How long the links to objects are good for that clients get with a push or an install.");

    static final Setting VERIFY_OBJECTS = setting(
            "APPLIANCE_VERIFY_OBJECTS",
            Group.ADVANCED,
            new Kind.Flag(),
            "true",
            Effect.RESTART,
            "Whether a push is refused as long as objects of the package are missing.");

    static final Setting LOG_LEVEL = setting(
            "APPLIANCE_LOG_LEVEL",
            Group.ADVANCED,
            new Kind.Choice(List.of("error", "warn", "info", "debug")),
            "info",
            Effect.NOW,
            "How much is written to the log.");

    static final Setting DEBUG = setting(
            "DEBUG",
            Group.ADVANCED,
            new Kind.Flag(),
            "false",
            Effect.NOW,
            "Yes means log level debug, whatever that setting says.");

    /** The proxies in front. */
    /** Whose word on clients is believed. */
    public static final Setting PROXIES = setting(
            "APPLIANCE_TRUSTED_PROXIES",
            Group.NETWORK,
            new Kind.Networks(),
            "",
            Effect.RESTART,
            "The proxies in front of this registry. What they say in X-Forwarded-For, -Proto and -Host is believed, and nobody else's.");

    /** How both ports are encrypted. */
    public static final Setting TLS = setting(
            "APPLIANCE_TLS",
            Group.NETWORK,
            new Kind.Choice(List.of("off", "self-signed", "keystore", "pem")),
            "off",
            Effect.RESTART,
            "How both ports are encrypted. self-signed makes an authority and a certificate of its own in the folder tls"
                    + " of the home folder; clients need its file ca.pem.");

    /** The file that holds key and certificate. */
    public static final Setting TLS_KEYSTORE = setting(
            "APPLIANCE_TLS_KEYSTORE",
            Group.NETWORK,
            new Kind.FilePath(),
            "",
            Effect.RESTART,
            "The key store for APPLIANCE_TLS=keystore, PKCS #12 or JKS.");

    /** Opens that file. */
    public static final Setting TLS_KEYSTORE_PASSWORD = secret(
            "APPLIANCE_TLS_KEYSTORE_PASSWORD", Group.NETWORK, new Kind.Text("one line", LINE), "Opens the key store.");

    static final Setting TLS_KEYSTORE_ALIAS = setting(
            "APPLIANCE_TLS_KEYSTORE_ALIAS",
            Group.NETWORK,
            new Kind.Text("one line", LINE),
            "",
            Effect.RESTART,
            "Which key of the key store, where it has several.");

    /** The certificate as text. */
    public static final Setting TLS_CERT = setting(
            "APPLIANCE_TLS_CERT",
            Group.NETWORK,
            new Kind.FilePath(),
            "",
            Effect.RESTART,
            "The certificate for APPLIANCE_TLS=pem, followed by those that lead to its authority.");

    /** Its key as text. */
    public static final Setting TLS_KEY = setting(
            "APPLIANCE_TLS_KEY",
            Group.NETWORK,
            new Kind.FilePath(),
            "",
            Effect.RESTART,
            "The key for APPLIANCE_TLS=pem, not encrypted.");

    static final Setting DATABASE = setting(
            "APPLIANCE_DB",
            Group.SERVICES,
            new Kind.Choice(List.of("managed", "external")),
            "managed",
            Effect.DATA,
            "In persistent mode: managed keeps the database in a container of our own, external uses"
                    + " SQLALCHEMY_DATABASE_URI.");

    /** The address of an external database. */
    public static final Setting DATABASE_URI = new Setting(
            "SQLALCHEMY_DATABASE_URI",
            Group.SERVICES,
            new Kind.DatabaseAddress(),
            "",
            "",
            Effect.DATA,
            true,
            "The database for APPLIANCE_DB=external, version 12 or newer. Its user must be allowed to make tables.");

    /** Which of several data sets in the database holds; changed by restoring, not by hand. */
    public static final Setting DB_SCHEMA = setting(
            "APPLIANCE_DB_SCHEMA",
            Group.SERVICES,
            new Kind.Text("small letters, digits and _, at most 63", Pattern.compile("([a-z_][a-z0-9_]{0,62})?")),
            "",
            Effect.DATA,
            "The schema with the tables. A restore makes a new one and writes it here. Without it: what the database says.");

    /** What opens the database in our own container. */
    public static final Setting DB_PASSWORD = new Setting(
            "APPLIANCE_DB_PASSWORD",
            Group.SERVICES,
            new Kind.Text("one line", LINE),
            "",
            "",
            Effect.DATA,
            true,
            "The password of the database in our own container. Without it: made once and kept in secrets.env.");

    /** Which kind of place the objects have. */
    public static final Setting STORE = setting(
            "APPLIANCE_STORE",
            Group.SERVICES,
            new Kind.Choice(List.of("managed", "external", "folder")),
            "managed",
            Effect.DATA,
            "In persistent mode: managed keeps objects in a storage container of our own, external uses the bucket of an"
                    + " S3 server, folder writes files.");

    /** The folder of the objects. */
    public static final Setting STORE_FOLDER = setting(
            "APPLIANCE_STORE_FOLDER",
            Group.SERVICES,
            new Kind.FilePath(),
            "",
            Effect.DATA,
            "The folder for APPLIANCE_STORE=folder. Without it: the folder objects of the home folder.");

    /** Where an external S3 server is. */
    public static final Setting S3_ENDPOINT = setting(
            "S3_ENDPOINT",
            Group.SERVICES,
            new Kind.Endpoint(),
            "",
            Effect.DATA,
            "The S3 server for APPLIANCE_STORE=external. Without a scheme it means https.");

    static final Setting S3_PUBLIC_ENDPOINT = setting(
            "APPLIANCE_S3_PUBLIC_ENDPOINT",
            Group.SERVICES,
            new Kind.Endpoint(),
            "",
            Effect.RESTART,
            "Where clients reach the S3 server, if that is another address than S3_ENDPOINT; only for direct delivery.");

    /** Where objects are on an S3 server. */
    public static final Setting BUCKET = setting(
            "PACKAGE_BUCKET_NAME",
            Group.SERVICES,
            new Kind.Text(
                    "3 to 63 lower-case letters, digits, dots and hyphens, beginning and ending with a letter or digit",
                    Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")),
            "package",
            Effect.DATA,
            "The bucket of the objects.");

    /** Names the key that opens the S3 server. */
    public static final Setting S3_KEY = setting(
            "AWS_ACCESS_KEY_ID",
            Group.SERVICES,
            new Kind.Text("one line", LINE),
            "",
            Effect.RESTART,
            "The access key for the S3 server. For a container of our own: made once.");

    /** What opens the S3 server. */
    public static final Setting S3_SECRET = secret(
            "AWS_SECRET_ACCESS_KEY", Group.SERVICES, new Kind.Text("one line", LINE), "The secret to that access key.");

    static final Setting S3_REGION = setting(
            "APPLIANCE_S3_REGION",
            Group.SERVICES,
            new Kind.Text("letters, digits and hyphens", Pattern.compile("[A-Za-z0-9-]{1,64}")),
            "us-east-1",
            Effect.RESTART,
            "The region that requests to the S3 server are signed for.");

    static final Setting S3_PATH_STYLE = setting(
            "APPLIANCE_S3_PATH_STYLE",
            Group.SERVICES,
            new Kind.Choice(List.of("auto", "yes", "no")),
            "auto",
            Effect.RESTART,
            "Whether the bucket is named in the path (yes) or in the host name (no); auto means no for Amazon and yes for"
                    + " all others.");

    static final Setting DELIVERY = setting(
            "APPLIANCE_OBJECT_DELIVERY",
            Group.SERVICES,
            new Kind.Choice(List.of("proxy", "direct")),
            "proxy",
            Effect.RESTART,
            "proxy: objects travel through this registry, which checks them. direct: clients talk to the external S3"
                    + " server, which they must reach; what they send is looked at only when a backup or a check reads it.");

    static final Setting DOCKER_HOST = setting(
            "APPLIANCE_DOCKER_HOST",
            Group.SERVICES,
            new Kind.Text(
                    "unix:///path, npipe:////./pipe/name or tcp://host:port",
                    Pattern.compile("(unix://|npipe://|tcp://)[^\\p{Cntrl}\\s]{1,300}")),
            "",
            Effect.RESTART,
            "The Docker engine for our containers. Without it: the one that is found.");

    static final Setting KEEP_CONTAINERS = setting(
            "APPLIANCE_KEEP_CONTAINERS",
            Group.SERVICES,
            new Kind.Flag(),
            "false",
            Effect.RESTART,
            "Whether our containers go on running when the registry stops.");

    private static final Kind IMAGE =
            new Kind.Text("the name of an image", Pattern.compile("[a-z0-9][A-Za-z0-9._:/@-]{0,299}"));

    public static final Setting DB_IMAGE = setting(
            "APPLIANCE_DB_IMAGE",
            Group.SERVICES,
            IMAGE,
            "",
            Effect.DATA,
            "The image of our database container instead of the one that this version was tried with.");

    static final Setting STORE_IMAGE = setting(
            "APPLIANCE_STORE_IMAGE",
            Group.SERVICES,
            IMAGE,
            "",
            Effect.DATA,
            "The image of our storage container instead of the one that this version was tried with.");

    static final Setting DB_PORT = setting(
            "APPLIANCE_DB_PORT",
            Group.ADVANCED,
            new Kind.Whole(0, 65535),
            "0",
            Effect.RESTART,
            "The port of our database container on this computer; 0 takes any free one.");

    static final Setting STORE_PORT = setting(
            "APPLIANCE_STORE_PORT",
            Group.ADVANCED,
            new Kind.Whole(0, 65535),
            "0",
            Effect.RESTART,
            "The port of our storage container on this computer; 0 takes any free one.");

    static final Setting ADMIN_USER = setting(
            "APPLIANCE_ADMIN_USER",
            Group.SECURITY,
            new Kind.Text(
                    "a user name: lower-case letters, digits and _, beginning with a letter, at most 64",
                    Pattern.compile("[a-z][a-z0-9_]{0,63}")),
            "admin",
            Effect.RESTART,
            "The administrator that a new registry in persistent mode begins with.");

    static final Setting ADMIN_EMAIL = setting(
            "APPLIANCE_ADMIN_EMAIL",
            Group.SECURITY,
            new Kind.Text("a mail address", Pattern.compile("[^\\p{Cntrl}\\s@]+@[^\\p{Cntrl}\\s@]+")),
            "admin@localhost",
            Effect.RESTART,
            "The mail address of that administrator.");

    static final Setting ADMIN_PASSWORD = secret(
            "APPLIANCE_ADMIN_PASSWORD",
            Group.SECURITY,
            new Kind.Text("at least 8 characters", Pattern.compile("[^\\p{Cntrl}]{8,4096}")),
            "The password of that administrator. Without it: made and shown once, at the first start.");

    public static final Setting BACKUP_DIR = setting(
            "APPLIANCE_BACKUP_DIR",
            Group.BACKUPS,
            new Kind.FilePath(),
            "",
            Effect.NOW,
            "Where backups are kept, best on another disk. Without it: the folder backups of the home folder.");

    /** How often backups are made. */
    public static final Setting BACKUP_SCHEDULE = setting(
            "APPLIANCE_BACKUP_SCHEDULE",
            Group.BACKUPS,
            new Kind.Choice(List.of("off", "daily", "weekly")),
            "off",
            Effect.NOW,
            "How often a backup is made by itself, in persistent mode.");

    /** At what time of day. */
    public static final Setting BACKUP_TIME = setting(
            "APPLIANCE_BACKUP_TIME",
            Group.BACKUPS,
            new Kind.Text("a time from 00:00 to 23:59", Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d")),
            "03:00",
            Effect.NOW,
            "When scheduled backups are made, as the clocks here show it; weekly ones on Sunday.");

    public static final Setting BACKUP_KEEP = setting(
            "APPLIANCE_BACKUP_KEEP",
            Group.BACKUPS,
            new Kind.Whole(1, 1000),
            "7",
            Effect.NOW,
            "How many of the newest scheduled backups stay, beside one for each of 4 weeks and 6 months.");

    private static final List<Setting> ALL = List.of(
            MODE,
            NAME,
            THEME,
            LANGUAGE,
            START_ON_OPEN,
            ON_CLOSE,
            NOTIFICATIONS,
            BIND,
            REGISTRY_PORT,
            CATALOG_PORT,
            REGISTRY_URL,
            CATALOG_URL,
            PROXIES,
            TLS,
            TLS_KEYSTORE,
            TLS_KEYSTORE_PASSWORD,
            TLS_KEYSTORE_ALIAS,
            TLS_CERT,
            TLS_KEY,
            DATABASE,
            DATABASE_URI,
            DB_SCHEMA,
            DB_PASSWORD,
            STORE,
            STORE_FOLDER,
            S3_ENDPOINT,
            S3_PUBLIC_ENDPOINT,
            BUCKET,
            S3_KEY,
            S3_SECRET,
            S3_REGION,
            S3_PATH_STYLE,
            DELIVERY,
            DOCKER_HOST,
            KEEP_CONTAINERS,
            DB_IMAGE,
            STORE_IMAGE,
            ANONYMOUS,
            REQUIRE_AUTH,
            TEAM,
            NO_SIGNUP,
            USER_ENDPOINTS,
            TEAM_ID,
            TEAM_NAME,
            SENDER,
            SMTP_HOST,
            SMTP_PORT,
            SMTP_USERNAME,
            SMTP_PASSWORD,
            SMTP_USE_TLS,
            SMTP_SECURITY,
            AUTH_PROVIDER,
            GITHUB_ID,
            GITHUB_SECRET,
            GITHUB_URL,
            SECRET_KEY,
            ADMIN_USER,
            ADMIN_EMAIL,
            ADMIN_PASSWORD,
            BACKUP_DIR,
            BACKUP_SCHEDULE,
            BACKUP_TIME,
            BACKUP_KEEP,
            POOL_MAX,
            DB_PORT,
            STORE_PORT,
            MAX_REQUEST,
            URL_EXPIRY,
            VERIFY_OBJECTS,
            LOG_LEVEL,
            DEBUG);

    private static final Set<Setting> PLACES = Set.of(DATABASE, DATABASE_URI, STORE, STORE_FOLDER, S3_ENDPOINT, BUCKET);

    private static final Map<String, Setting> BY_NAME =
            ALL.stream().collect(toUnmodifiableMap(Setting::name, Function.identity()));

    /** Names of the original registry and its catalog that nothing here needs ({@code control-panel.md} 4.2). */
    private static final Set<String> NOT_NEEDED = Set.of(
            "QUILT_SERVER_CONFIG",
            "UWSGI_HOST",
            "UWSGI_PORT",
            "NGINX_PORT",
            "STRIPE_KEY",
            "STRIPE_SECRET_KEY",
            "SENTRY_DSN",
            "MIXPANEL_TOKEN",
            "MIXPANEL_PROJECT_TOKEN",
            "DEPLOYMENT_ID",
            "ALLOW_INSECURE_CATALOG_ACCESS",
            "MAIL_DEV",
            "PGDATA");

    /** The original takes any text in these for yes, even {@code false} (defect D28). */
    private static final Set<Setting> ONCE_ANY_TEXT = Set.of(ANONYMOUS, REQUIRE_AUTH, TEAM, NO_SIGNUP, USER_ENDPOINTS);

    private Settings() {}

    /** All settings, in the order in which people read them. */
    public static List<Setting> all() {
        return ALL;
    }

    /** Whether it says where data live, so that they have to come along when it changes. */
    public static boolean isPlace(Setting setting) {
        return PLACES.contains(setting);
    }

    /** What holds when nobody says anything. */
    public static EffectiveSettings defaults() {
        return new SettingsReader(Map.of(), Map.of(), EnvFile.empty(), EnvFile.empty()).read();
    }

    public static Optional<Setting> find(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** The known name that looks most like the given one, if any does. */
    public static Optional<String> nearest(String name) {
        int enough = Math.max(2, name.length() / 3);
        return Stream.of(ALL)
                .flatMap(List::stream)
                .map(setting ->
                        Map.entry(setting.name(), Likeness.distance(name.toUpperCase(Locale.ROOT), setting.name())))
                .filter(entry -> entry.getValue() <= enough)
                .min(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey);
    }

    static boolean isNotNeeded(String name) {
        return NOT_NEEDED.contains(name) || name.startsWith("FLASK_");
    }

    static boolean onceTookAnyText(Setting setting) {
        return ONCE_ANY_TEXT.contains(setting);
    }

    private static Setting setting(String name, Group group, Kind kind, String standard, Effect effect, String about) {
        return new Setting(name, group, kind, standard, standard, effect, false, about);
    }

    private static Setting secret(String name, Group group, Kind kind, String about) {
        return new Setting(name, group, kind, "", "", Effect.RESTART, true, about);
    }

    private static Setting flag(String name, boolean standard, boolean inTestMode, Effect effect, String about) {
        return new Setting(
                name,
                Group.ACCESS,
                new Kind.Flag(),
                String.valueOf(standard),
                String.valueOf(inTestMode),
                effect,
                false,
                about);
    }
}
