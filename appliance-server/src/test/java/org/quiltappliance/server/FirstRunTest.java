package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.Setup.Field;
import org.quiltappliance.server.Setup.ObjectPlace;
import org.quiltappliance.server.Setup.Place;
import org.quiltappliance.server.Setup.Reach;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.config.SettingsImport;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.PostgresServer;

/** Setting up a home folder that nobody has used ({@code control-panel.md} 9.3). */
class FirstRunTest {

    private static final String NOBODY = "postgresql://ana:secret@127.0.0.1:1/quilt";

    @TempDir
    Path folder;

    private ServiceUnderTest test;

    @BeforeEach
    void prepare() throws Exception {
        test = new ServiceUnderTest(folder);
        Files.delete(test.home.settings());
        test.environment.put("APPLIANCE_REGISTRY_PORT", "" + FreePort.find());
        test.environment.put("APPLIANCE_CATALOG_PORT", "" + FreePort.find());
    }

    @AfterEach
    void close() {
        test.close();
    }

    private FirstRun firstRun() {
        return test.open().firstRun();
    }

    private static Setup onDatabase(String address) {
        var typed = new EnumMap<Field, String>(Field.class);
        var uri = URI.create(address);
        String[] user = uri.getUserInfo().split(":");
        typed.put(Field.DATABASE_HOST, uri.getHost());
        typed.put(Field.DATABASE_PORT, "" + uri.getPort());
        typed.put(Field.DATABASE_NAME, uri.getPath().substring(1));
        typed.put(Field.DATABASE_USER, user[0]);
        typed.put(Field.DATABASE_PASSWORD, user[1]);
        typed.put(Field.ADMIN_NAME, "boss");
        typed.put(Field.ADMIN_MAIL, "boss@example.org");
        typed.put(Field.ADMIN_PASSWORD, "the boss alone");
        return new Setup(Place.OWN_SERVICES, ObjectPlace.FOLDER, Reach.THIS_COMPUTER, false, false, typed, Map.of());
    }

    private static String freshDatabase() {
        return PostgresServer.address(PostgresServer.freshDatabase());
    }

    private static Optional<CheckResult> failed(List<CheckResult> results) {
        return results.stream()
                .filter(result -> result.outcome() == CheckResult.Outcome.FAIL)
                .findFirst();
    }

    @Test
    void isDueUntilSomebodyChose() throws Exception {
        var first = firstRun();
        assertThat(first.isDue()).isTrue();
        assertThat(first.obstacle()).isEmpty();

        assertThat(first.tryOut().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);

        assertThat(test.source().files().written()).containsEntry("APPLIANCE_MODE", "test");
        test.end();
        assertThat(firstRun().isDue()).isFalse();
    }

    @Test
    void isNotDueWhereTheEnvironmentSetsUp() throws Exception {
        test.environment.put("APPLIANCE_MODE", "persistent");

        var first = firstRun();
        assertThat(first.isDue()).isFalse();
        assertThat(first.obstacle().orElseThrow()).contains("APPLIANCE_MODE is set by the environment");
        assertThatThrownBy(first::tryOut).isInstanceOf(Conflict.class);
    }

    @Test
    void checksLookAtTheChoicesAndWriteNothing() throws Exception {
        var first = firstRun();

        var all = first.check(onDatabase(NOBODY)).get(60, SECONDS);
        var place = first.checkPlace(onDatabase(NOBODY)).get(60, SECONDS);

        assertThat(failed(all)).map(CheckResult::id).contains("PF-E1");
        assertThat(all).extracting(CheckResult::id).contains("PF-1", "PF-2", "PF-D1");
        assertThat(failed(place)).map(CheckResult::id).contains("PF-E1");
        assertThat(place)
                .extracting(CheckResult::id)
                .doesNotContain("PF-1", "PF-2")
                .contains("PF-D1");
        assertThat(test.home.settings()).doesNotExist();
        assertThat(test.source().files().written()).isEmpty();
    }

    @Test
    void startsAsChosenAndForgetsThePasswordThatAnAccountHasNow() throws Exception {
        var first = firstRun();

        assertThat(first.begin(onDatabase(freshDatabase()), Optional.empty(), Optional.empty())
                        .get(60, SECONDS))
                .isInstanceOf(Outcome.Done.class);

        assertThat(test.source().files().written())
                .containsEntry("APPLIANCE_MODE", "persistent")
                .containsEntry("APPLIANCE_STORE", "folder")
                .containsEntry("APPLIANCE_ADMIN_USER", "boss")
                .doesNotContainKey("APPLIANCE_ADMIN_PASSWORD");
        assertThat(first.obstacle()).contains("Stop the registry first.");
        test.end();
        assertThat(firstRun().obstacle().orElseThrow()).contains("keeps its data already");
    }

    @Test
    void passwordStaysWhileNoStartSucceededAndAnotherTryIsPossible() throws Exception {
        var first = firstRun();
        assertThat(first.begin(onDatabase(NOBODY), Optional.empty(), Optional.empty())
                        .get(60, SECONDS))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(test.source().files().written()).containsEntry("APPLIANCE_ADMIN_PASSWORD", "the boss alone");
        assertThat(first.obstacle()).isEmpty();
        test.end();

        // A later process, and somebody who repairs the address by hand.
        test.set("SQLALCHEMY_DATABASE_URI", freshDatabase());
        var service = test.open();
        assertThat(service.firstRun().obstacle()).isEmpty();
        assertThat(service.start().get(60, SECONDS)).isInstanceOf(Outcome.Done.class);

        assertThat(test.source().files().written()).doesNotContainKey("APPLIANCE_ADMIN_PASSWORD");
    }

    @Test
    void whatIsNotAllowedIsNotWrittenDown() {
        var typed = new EnumMap<>(onDatabase(NOBODY).typed());
        typed.put(Field.ADMIN_PASSWORD, "short");
        var wrong = new Setup(Place.CONTAINERS, ObjectPlace.FOLDER, Reach.THIS_COMPUTER, false, false, typed, Map.of());

        assertThatThrownBy(() -> firstRun().begin(wrong, Optional.empty(), Optional.empty()))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("ADMIN_PASSWORD")
                .hasMessageNotContaining("short");
        assertThat(test.home.settings()).doesNotExist();
    }

    @Test
    void importedFileComesAlongWithTheChoices() throws Exception {
        Path file = Files.writeString(
                folder.resolve("quilt-config.env"),
                "SQLALCHEMY_DATABASE_URI=" + freshDatabase() + "\nTEAM_NAME=Glaciers\nTEAM_ID=glaciers\nOTHER=kept\n");
        var imported = SettingsImport.read(file);
        var typed = onDatabase(NOBODY).typed();
        var setup = new Setup(
                Place.IMPORTED,
                ObjectPlace.FOLDER,
                Reach.THIS_COMPUTER,
                false,
                false,
                typed,
                Map.of(
                        "SQLALCHEMY_DATABASE_URI",
                        imported.settings().get("SQLALCHEMY_DATABASE_URI"),
                        "APPLIANCE_DB",
                        "external",
                        "APPLIANCE_STORE",
                        "folder"));

        assertThat(firstRun()
                        .begin(setup, Optional.of(imported), Optional.empty())
                        .get(60, SECONDS))
                .isInstanceOf(Outcome.Done.class);

        assertThat(test.source().files().written())
                .containsEntry("TEAM_NAME", "Glaciers")
                .containsEntry("OTHER", "kept")
                .containsEntry("APPLIANCE_MODE", "persistent");
    }

    @Test
    void fixesOfContainersWorkBeforeAnythingIsWrittenDown() throws Exception {
        var first = firstRun();
        var setup = new Setup(
                Place.CONTAINERS,
                ObjectPlace.BUCKET,
                Reach.THIS_COMPUTER,
                false,
                false,
                onDatabase(NOBODY).typed(),
                Map.of());

        var loading = first.apply(
                setup,
                new Fix.LoadImages(),
                Optional.of(folder.resolve("none.tar").toString()));

        assertThatThrownBy(() -> loading.result().toCompletableFuture().get(60, SECONDS))
                .hasMessageContaining("none.tar");
        assertThatThrownBy(() -> first.apply(setup, new Fix.CheckAgain(), Optional.empty()))
                .isInstanceOf(Conflict.class);
        test.end();
        assertThat(firstRun().isDue()).isTrue();
    }

    @Test
    void strengthGrowsWithLengthAndKindsOfSigns() {
        assertThat(FirstRun.Strength.of("password")).isEqualTo(FirstRun.Strength.WEAK);
        assertThat(FirstRun.Strength.of("aaaaaaaaaaaaaaaaaaaaaaaa")).isEqualTo(FirstRun.Strength.WEAK);
        assertThat(FirstRun.Strength.of("twelve signs")).isEqualTo(FirstRun.Strength.FAIR);
        assertThat(FirstRun.Strength.of(firstRun().password().reveal())).isEqualTo(FirstRun.Strength.STRONG);
    }
}
