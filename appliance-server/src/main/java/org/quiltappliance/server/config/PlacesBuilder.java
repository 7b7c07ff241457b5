package org.quiltappliance.server.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.quiltappliance.server.home.Home;

/** Where the data of a run is, made out of single settings: the database and the objects. */
final class PlacesBuilder {

    private static final String MANAGED = "managed";
    private static final String EXTERNAL = "external";

    private final EffectiveSettings settings;
    private final Home home;

    PlacesBuilder(EffectiveSettings settings, Home home) {
        this.settings = settings;
        this.home = home;
    }

    List<SettingProblem> problems() {
        var problems = new ArrayList<SettingProblem>();
        if (isTest()) {
            return problems;
        }
        if (isDatabase(EXTERNAL)) {
            need(Settings.DATABASE_URI, Settings.DATABASE, EXTERNAL, problems);
        }
        if (isStore(EXTERNAL)) {
            for (var needed : List.of(Settings.S3_ENDPOINT, Settings.S3_KEY, Settings.S3_SECRET)) {
                need(needed, Settings.STORE, EXTERNAL, problems);
            }
        }
        if (isDirect() && !isStore(EXTERNAL)) {
            problems.add(new SettingProblem(
                    Settings.DELIVERY.name(),
                    "direct needs a server that clients reach, so " + Settings.STORE.name()
                            + " must be external. Allowed is proxy."));
        }
        return problems;
    }

    private void need(Setting needed, Setting because, String word, List<SettingProblem> problems) {
        boolean broken =
                settings.problems().stream().anyMatch(problem -> problem.name().startsWith(needed.name()));
        if (settings.text(needed).isEmpty() && !broken) {
            problems.add(new SettingProblem(
                    needed.name(),
                    "is missing, and " + because.name() + " is " + word + ". Allowed is "
                            + needed.kind().allowed() + "."));
        }
    }

    DatabaseConfig database() {
        int poolMax = settings.whole(Settings.POOL_MAX);
        if (isTest()) {
            return new DatabaseConfig.Memory("registry-" + UUID.randomUUID(), poolMax);
        }
        if (isDatabase(EXTERNAL)) {
            return new Elsewhere(settings).database();
        }
        return new DatabaseConfig.Managed(
                settings.text(Settings.DB_IMAGE),
                settings.whole(Settings.DB_PORT),
                new Secret(settings.text(Settings.DB_PASSWORD).orElse("")),
                poolMax,
                settings.text(Settings.DB_SCHEMA));
    }

    StoreConfig store() {
        if (isTest()) {
            return new StoreConfig.Folder(home.testObjects(), false);
        }
        String key = settings.text(Settings.S3_KEY).orElse("");
        var secret = new Secret(settings.text(Settings.S3_SECRET).orElse(""));
        String bucket = settings.value(Settings.BUCKET).text();
        if (isStore(EXTERNAL)) {
            return new Elsewhere(settings).store();
        }
        return isStore(MANAGED)
                ? new StoreConfig.Managed(
                        settings.text(Settings.STORE_IMAGE), settings.whole(Settings.STORE_PORT), bucket, key, secret)
                : new StoreConfig.Folder(
                        settings.text(Settings.STORE_FOLDER).map(Path::of).orElse(home.objects()), true);
    }

    ObjectsConfig.Delivery delivery() {
        return !isTest() && isDirect() ? ObjectsConfig.Delivery.DIRECT : ObjectsConfig.Delivery.PROXY;
    }

    private boolean isTest() {
        return settings.mode() == Mode.TEST;
    }

    private boolean isDirect() {
        return settings.word(Settings.DELIVERY).equals("direct");
    }

    private boolean isDatabase(String word) {
        return settings.word(Settings.DATABASE).equals(word);
    }

    private boolean isStore(String word) {
        return settings.word(Settings.STORE).equals(word);
    }
}
