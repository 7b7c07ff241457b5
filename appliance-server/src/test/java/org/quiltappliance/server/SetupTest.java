package org.quiltappliance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.Setup.Field;
import org.quiltappliance.server.Setup.ObjectPlace;
import org.quiltappliance.server.Setup.Place;
import org.quiltappliance.server.Setup.Reach;
import org.quiltappliance.server.config.DatabaseUri;
import org.quiltappliance.server.lifecycle.Fix;

class SetupTest {

    private static final Map<Field, String> GOOD = Map.ofEntries(
            Map.entry(Field.DATABASE_HOST, "db.example.org"),
            Map.entry(Field.DATABASE_NAME, "quilt"),
            Map.entry(Field.DATABASE_USER, "ana"),
            Map.entry(Field.DATABASE_PASSWORD, "secret"),
            Map.entry(Field.S3_ENDPOINT, "s3.example.org"),
            Map.entry(Field.S3_KEY, "key"),
            Map.entry(Field.S3_SECRET, "other secret"),
            Map.entry(Field.ADMIN_NAME, "boss"),
            Map.entry(Field.ADMIN_MAIL, "boss@example.org"),
            Map.entry(Field.ADMIN_PASSWORD, "long enough"));

    private static Setup setup(Place place, ObjectPlace objects, Map<Field, String> typed) {
        return new Setup(place, objects, Reach.THIS_COMPUTER, false, false, typed, Map.of());
    }

    private static Setup with(Field field, String text) {
        var typed = new EnumMap<>(GOOD);
        typed.put(field, text);
        return setup(Place.OWN_SERVICES, ObjectPlace.BUCKET, typed);
    }

    @Test
    void containersNeedAnAdministratorAlone() {
        var setup = setup(
                Place.CONTAINERS,
                ObjectPlace.BUCKET,
                Map.of(
                        Field.ADMIN_NAME, "boss",
                        Field.ADMIN_MAIL, "boss@example.org",
                        Field.ADMIN_PASSWORD, "long enough"));

        assertThat(setup.complaints()).isEmpty();
        assertThat(setup.values())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "APPLIANCE_MODE", "persistent",
                        "APPLIANCE_DB", "managed",
                        "APPLIANCE_STORE", "managed",
                        "APPLIANCE_ADMIN_USER", "boss",
                        "APPLIANCE_ADMIN_EMAIL", "boss@example.org",
                        "APPLIANCE_ADMIN_PASSWORD", "long enough"));
    }

    @Test
    void containersForgetTheServicesOfAnEarlierTryAndKeepTheKeysMadeForThem() {
        var settings = setup(Place.CONTAINERS, ObjectPlace.BUCKET, GOOD).settings();

        assertThat(settings)
                .containsEntry("SQLALCHEMY_DATABASE_URI", Optional.empty())
                .containsEntry("S3_ENDPOINT", Optional.empty())
                .doesNotContainKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
    }

    @Test
    void folderBesideAnOwnDatabaseNeedsNoServer() {
        var setup = setup(Place.OWN_SERVICES, ObjectPlace.FOLDER, GOOD);

        assertThat(setup.complaints()).isEmpty();
        assertThat(setup.values())
                .containsEntry("APPLIANCE_DB", "external")
                .containsEntry("APPLIANCE_STORE", "folder")
                .containsEntry("SQLALCHEMY_DATABASE_URI", "postgresql://ana:secret@db.example.org/quilt")
                .doesNotContainKeys("S3_ENDPOINT", "APPLIANCE_STORE_FOLDER");
    }

    @ParameterizedTest
    @CsvSource({"db.example.org, 5433, p@ss:w/o+r d%&é", "::1, '', plain", "127.0.0.1, 1, ''"})
    void databaseAddressMeansWhatWasTyped(String host, String port, String password) {
        var typed = new EnumMap<>(GOOD);
        typed.putAll(Map.of(
                Field.DATABASE_HOST, host,
                Field.DATABASE_PORT, port,
                Field.DATABASE_PASSWORD, password,
                Field.DATABASE_ENCRYPTION, "require"));
        var setup = setup(Place.OWN_SERVICES, ObjectPlace.BUCKET, typed);
        var read =
                DatabaseUri.parse(setup.values().get("SQLALCHEMY_DATABASE_URI")).orElseThrow();

        assertThat(setup.complaints()).isEmpty();
        assertThat(read.host().replaceAll("[\\[\\]]", "")).isEqualTo(host);
        assertThat(read.port()).isEqualTo(port.isEmpty() ? 5432 : Integer.parseInt(port));
        assertThat(read.password().reveal()).isEqualTo(password);
        assertThat(read.sslMode()).contains("require");
    }

    @ParameterizedTest
    @CsvSource({
        "DATABASE_HOST, ''",
        "DATABASE_HOST, two words",
        "DATABASE_PORT, 70000",
        "DATABASE_PORT, http",
        "S3_ENDPOINT, ''",
        "S3_BUCKET, No",
        "S3_SECRET, ''",
        "ADMIN_NAME, Boss",
        "ADMIN_NAME, quilt",
        "ADMIN_MAIL, boss",
        "ADMIN_PASSWORD, short",
        "ADMIN_PASSWORD, quilt",
        "ADMIN_PASSWORD, ' begins with a space'"
    })
    void whatIsWrongIsSaidBesideItsField(Field field, String text) {
        assertThat(with(field, text).complaints()).containsOnlyKeys(field);
    }

    @Test
    void noComplaintRepeatsASecret() {
        var complaints = with(Field.ADMIN_PASSWORD, "sh0rt").complaints();

        assertThat(complaints.get(Field.ADMIN_PASSWORD)).doesNotContain("sh0rt");
        assertThat(with(Field.ADMIN_PASSWORD, "sh0rt").toString()).doesNotContain("sh0rt");
    }

    @Test
    void onlyTheNetworkNeedsAnAddress() {
        var typed = new HashMap<>(GOOD);
        var network = new Setup(Place.CONTAINERS, ObjectPlace.BUCKET, Reach.NETWORK, true, true, typed, Map.of());
        assertThat(network.complaints()).containsOnlyKeys(Field.ADDRESS);

        typed.put(Field.ADDRESS, "192.168.1.20");
        var complete = new Setup(Place.CONTAINERS, ObjectPlace.BUCKET, Reach.NETWORK, true, true, typed, Map.of());
        assertThat(complete.complaints()).isEmpty();
        assertThat(complete.values())
                .containsEntry("APPLIANCE_BIND", "192.168.1.20")
                .containsEntry("APPLIANCE_TLS", "self-signed")
                .containsEntry("APPLIANCE_BACKUP_SCHEDULE", "daily");
    }

    @Test
    void fixesChangeTheChoicesAndNothingElse() {
        var setup = setup(Place.CONTAINERS, ObjectPlace.BUCKET, GOOD);

        var mended = setup.mended(new Fix.UsePort("APPLIANCE_REGISTRY_PORT", 5001), Optional.empty())
                .orElseThrow();
        assertThat(mended.values()).containsEntry("APPLIANCE_REGISTRY_PORT", "5001");
        assertThat(mended.typed()).isEqualTo(setup.typed());
        assertThat(setup.mended(new Fix.CheckAgain(), Optional.empty())).isEmpty();
        assertThat(setup.mended(new Fix.OpenSetting("APPLIANCE_DOCKER_HOST"), Optional.empty()))
                .isEmpty();
        assertThat(setup.mended(new Fix.OpenSetting("APPLIANCE_DOCKER_HOST"), Optional.of("unix:///x"))
                        .orElseThrow()
                        .values())
                .containsEntry("APPLIANCE_DOCKER_HOST", "unix:///x");
    }

    @Test
    void choicesCountMoreThanAnImportedFileWhichFillsTheRest() {
        var setup = new Setup(
                Place.IMPORTED,
                ObjectPlace.BUCKET,
                Reach.THIS_COMPUTER,
                false,
                false,
                GOOD,
                Map.of("APPLIANCE_MODE", "test", "APPLIANCE_DB", "external", "APPLIANCE_TLS", "self-signed"));

        assertThat(setup.values())
                .containsEntry("APPLIANCE_MODE", "persistent")
                .containsEntry("APPLIANCE_DB", "external")
                .containsEntry("APPLIANCE_TLS", "self-signed");
        assertThat(setup.placeFields()).isEmpty();
    }
}
