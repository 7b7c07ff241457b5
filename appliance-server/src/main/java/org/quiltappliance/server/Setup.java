package org.quiltappliance.server;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quiltappliance.server.accounts.Usernames;
import org.quiltappliance.server.config.DatabaseUri;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.Setting;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.lifecycle.Fix;

/**
 * How somebody wants a new registry that keeps its data, before anything of it is written down ({@code control-panel.md}
 * 9.3).
 *
 * @param place where the data go
 * @param objects where the objects go beside a database of one's own
 * @param reach who may use it
 * @param encrypted whether others use it through a certificate that is made here
 * @param dailyBackup whether a backup is made every day
 * @param typed the texts of the form; what is not there is empty
 * @param besides settings of other names that an imported file brings or a fix chose
 */
public record Setup(
        Place place,
        ObjectPlace objects,
        Reach reach,
        boolean encrypted,
        boolean dailyBackup,
        Map<Field, String> typed,
        Map<String, String> besides) {

    /** Where database and objects are. */
    public enum Place {
        /** In containers of this computer. */
        CONTAINERS,
        /** In a PostgreSQL that somebody else runs. */
        OWN_SERVICES,
        /** As the imported file says. */
        IMPORTED
    }

    /** Where the objects are when the database is elsewhere. */
    public enum ObjectPlace {
        BUCKET,
        FOLDER
    }

    /** Who can reach the registry. */
    public enum Reach {
        THIS_COMPUTER,
        NETWORK
    }

    /** What can be typed. */
    public enum Field {
        DATABASE_HOST(""),
        DATABASE_PORT(""),
        DATABASE_NAME(""),
        DATABASE_USER(""),
        DATABASE_PASSWORD(""),
        /** One of PostgreSQL's words for {@code sslmode}. */
        DATABASE_ENCRYPTION(""),
        S3_ENDPOINT("S3_ENDPOINT"),
        S3_BUCKET("PACKAGE_BUCKET_NAME"),
        S3_REGION("APPLIANCE_S3_REGION"),
        S3_KEY("AWS_ACCESS_KEY_ID"),
        S3_SECRET("AWS_SECRET_ACCESS_KEY"),
        OBJECTS_FOLDER("APPLIANCE_STORE_FOLDER"),
        ADMIN_NAME("APPLIANCE_ADMIN_USER"),
        ADMIN_MAIL("APPLIANCE_ADMIN_EMAIL"),
        ADMIN_PASSWORD("APPLIANCE_ADMIN_PASSWORD"),
        ADDRESS("APPLIANCE_BIND"),
        BACKUP_FOLDER("APPLIANCE_BACKUP_DIR");

        private final String setting;

        Field(String setting) {
            this.setting = setting;
        }

        /** The setting that has just this text; a database has one setting for all its fields. */
        Optional<Setting> setting() {
            return Settings.find(setting);
        }
    }

    private static final List<Field> DATABASE = List.of(
            Field.DATABASE_HOST,
            Field.DATABASE_PORT,
            Field.DATABASE_NAME,
            Field.DATABASE_USER,
            Field.DATABASE_PASSWORD);
    private static final List<Field> BUCKET =
            List.of(Field.S3_ENDPOINT, Field.S3_BUCKET, Field.S3_REGION, Field.S3_KEY, Field.S3_SECRET);
    private static final List<Field> ADMINISTRATOR = List.of(Field.ADMIN_NAME, Field.ADMIN_MAIL, Field.ADMIN_PASSWORD);

    /** What the registry has a default for. */
    private static final List<Field> OPTIONAL =
            List.of(Field.DATABASE_PORT, Field.OBJECTS_FOLDER, Field.S3_BUCKET, Field.S3_REGION, Field.BACKUP_FOLDER);

    public Setup {
        typed = Map.copyOf(typed);
        besides = Map.copyOf(besides);
    }

    private String text(Field field) {
        String text = typed.getOrDefault(field, "");
        // A password is what was typed, whatever that is.
        return field == Field.ADMIN_PASSWORD || field == Field.DATABASE_PASSWORD ? text : text.strip();
    }

    /** The same with that setting, too. */
    private Setup with(String setting, String value) {
        var more = new LinkedHashMap<>(besides);
        more.put(setting, value);
        return new Setup(place, objects, reach, encrypted, dailyBackup, typed, more);
    }

    private Setup reachedBy(Reach others, String address) {
        var more = new EnumMap<Field, String>(Field.class);
        more.putAll(typed);
        more.put(Field.ADDRESS, address);
        return new Setup(place, objects, others, encrypted, dailyBackup, more, besides);
    }

    /**
     * The same as a fix wants it, if that is one which chooses a setting.
     *
     * @param answer what somebody typed for it
     */
    public Optional<Setup> mended(Fix fix, Optional<String> answer) {
        if (fix instanceof Fix.UsePort use) {
            return Optional.of(with(use.setting(), String.valueOf(use.port())));
        } else if (fix instanceof Fix.UseImage use) {
            return Optional.of(with(use.setting(), use.image()));
        } else if (fix instanceof Fix.UseAddress use) {
            return Optional.of(reachedBy(Reach.NETWORK, use.address()));
        } else if (fix instanceof Fix.UseThisComputerOnly) {
            return Optional.of(reachedBy(Reach.THIS_COMPUTER, ""));
        } else if (fix instanceof Fix.UseSelfSigned) {
            return Optional.of(new Setup(place, objects, reach, true, dailyBackup, typed, besides));
        } else if (fix instanceof Fix.OpenSetting open) {
            return answer.map(value -> with(open.setting(), value));
        } else if (fix instanceof Fix.UseDefault use) {
            return Optional.of(without(use.setting()));
        }
        return Optional.empty();
    }

    private Setup without(String setting) {
        var fewer = new LinkedHashMap<>(besides);
        fewer.remove(setting);
        return new Setup(place, objects, reach, encrypted, dailyBackup, typed, fewer);
    }

    /** Whether that setting follows from fields that say where the data go, and so is changed there. */
    public boolean isOfPlace(String setting) {
        return setting.equals("SQLALCHEMY_DATABASE_URI")
                || placeFields().stream()
                        .flatMap(field -> field.setting().stream())
                        .anyMatch(one -> one.name().equals(setting));
    }

    /** The fields that matter with these choices, in order. */
    public List<Field> fields() {
        var fields = new ArrayList<>(placeFields());
        fields.addAll(ADMINISTRATOR);
        if (reach == Reach.NETWORK) {
            fields.add(Field.ADDRESS);
        }
        if (dailyBackup) {
            fields.add(Field.BACKUP_FOLDER);
        }
        return fields;
    }

    /** Those of them that say where the data go. */
    public List<Field> placeFields() {
        var fields = new ArrayList<Field>();
        if (place == Place.OWN_SERVICES) {
            fields.addAll(DATABASE);
            fields.addAll(objects == ObjectPlace.BUCKET ? BUCKET : List.of(Field.OBJECTS_FOLDER));
        }
        return fields;
    }

    /** What is wrong with the texts that matter, each in a sentence for people. Holds no secret. */
    public Map<Field, String> complaints() {
        var complaints = new EnumMap<Field, String>(Field.class);
        for (Field field : fields()) {
            complaint(field).ifPresent(wrong -> complaints.put(field, wrong));
        }
        return complaints;
    }

    private Optional<String> complaint(Field field) {
        String text = text(field);
        if (text.isEmpty()) {
            return OPTIONAL.contains(field) || field == Field.DATABASE_PASSWORD
                    ? Optional.empty()
                    : Optional.of("This is needed.");
        }
        return switch (field) {
            case DATABASE_HOST -> unless(isReadable(text, "5432"), "This is not the name or address of a server.");
            case DATABASE_PORT -> unless(isReadable("localhost", text), "Allowed is a port from 1 to 65535.");
            case ADMIN_NAME ->
                Usernames.isReserved(text)
                        ? Optional.of("This name means something else to clients. Take another one.")
                        : ruleOf(field, text);
            case ADMIN_PASSWORD ->
                text.equals(text.strip())
                        ? ruleOf(field, text)
                        : Optional.of("A password must not begin or end with a space here.");
            default -> ruleOf(field, text);
        };
    }

    private static Optional<String> unless(boolean good, String otherwise) {
        return good ? Optional.empty() : Optional.of(otherwise);
    }

    private static Optional<String> ruleOf(Field field, String text) {
        return field.setting()
                .filter(setting -> setting.kind().problem(text).isPresent())
                .map(setting -> "Allowed is " + setting.kind().allowed() + ".");
    }

    private static boolean isReadable(String host, String port) {
        return port.matches("[0-9]{1,5}")
                && Integer.parseInt(port) >= 1
                && Integer.parseInt(port) <= 65535
                && DatabaseUri.parse(DatabaseUri.text(host, port, "name", "user", new Secret("password"), ""))
                        .isPresent();
    }

    /** As the setting writes it. */
    private String databaseAddress() {
        return DatabaseUri.text(
                text(Field.DATABASE_HOST),
                text(Field.DATABASE_PORT),
                text(Field.DATABASE_NAME),
                text(Field.DATABASE_USER),
                new Secret(text(Field.DATABASE_PASSWORD)),
                text(Field.DATABASE_ENCRYPTION));
    }

    /** The settings that follow: a value, or nothing where one of an earlier try is to be forgotten. */
    Map<String, Optional<String>> settings() {
        var settings = new LinkedHashMap<String, Optional<String>>();
        settings.put(Settings.MODE.name(), Optional.of("persistent"));
        if (place != Place.IMPORTED) {
            places(settings);
        }
        ADMINISTRATOR.forEach(field -> put(field, settings));
        boolean shared = reach == Reach.NETWORK;
        settings.put("APPLIANCE_BIND", Optional.of(text(Field.ADDRESS)).filter(text -> shared));
        settings.put("APPLIANCE_TLS", Optional.of("self-signed").filter(word -> shared && encrypted));
        settings.put("APPLIANCE_BACKUP_SCHEDULE", Optional.of("daily").filter(word -> dailyBackup));
        settings.put(
                "APPLIANCE_BACKUP_DIR",
                Optional.of(text(Field.BACKUP_FOLDER)).filter(text -> dailyBackup && !text.isEmpty()));
        // What is chosen here counts more, what is left open here does not.
        besides.forEach((name, value) ->
                settings.merge(name, Optional.of(value), (chosen, beside) -> chosen.isPresent() ? chosen : beside));
        return settings;
    }

    private void places(Map<String, Optional<String>> settings) {
        boolean own = place == Place.OWN_SERVICES;
        boolean bucket = own && objects == ObjectPlace.BUCKET;
        settings.put("APPLIANCE_DB", Optional.of(own ? "external" : "managed"));
        settings.put("APPLIANCE_STORE", Optional.of(!own ? "managed" : bucket ? "external" : "folder"));
        settings.put("SQLALCHEMY_DATABASE_URI", own ? Optional.of(databaseAddress()) : Optional.empty());
        for (Field field : List.of(Field.S3_ENDPOINT, Field.S3_BUCKET, Field.S3_REGION)) {
            putIf(bucket, field, settings);
        }
        if (bucket) {
            // Those of a container of our own are made, and stay.
            put(Field.S3_KEY, settings);
            put(Field.S3_SECRET, settings);
        }
        putIf(own && !bucket, Field.OBJECTS_FOLDER, settings);
    }

    private void put(Field field, Map<String, Optional<String>> settings) {
        putIf(true, field, settings);
    }

    private void putIf(boolean wanted, Field field, Map<String, Optional<String>> settings) {
        settings.put(
                field.setting().orElseThrow().name(),
                Optional.of(text(field)).filter(text -> wanted && !text.isEmpty()));
    }

    /** What of the settings has a value. */
    Map<String, String> values() {
        return settings().entrySet().stream()
                .filter(entry -> entry.getValue().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().orElseThrow()));
    }

    /** The texts are not shown: there are secrets among them. */
    @Override
    public String toString() {
        return "Setup[" + place + ", " + objects + ", " + reach + "]";
    }
}
