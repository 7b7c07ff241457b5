package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.containers.Container;
import org.quiltappliance.server.containers.DataVolumes.DataVolume;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Thorough;
import org.quiltappliance.server.testing.Tree;

/** The way of the data to another major version of PostgreSQL and back, between real servers. */
class MajorUpgradeIT extends ManagedSetup {

    private static final Pkg KEPT = new Pkg("admin", "kept");

    @BeforeAll
    static void loadImages() {
        try (var runtime = DockerEngine.connect()) {
            LocalImages.load(runtime, LocalImages.POSTGRES, LocalImages.POSTGRES_17, LocalImages.POSTGRES_18);
        }
    }

    @BeforeEach
    void keepObjectsInAFolder() {
        environment.remove("APPLIANCE_STORE_IMAGE");
        environment.put("APPLIANCE_STORE", "folder");
    }

    private String volume(int major) throws IOException {
        return "quilt-appliance-" + instance() + "-pg" + major;
    }

    /** Pushes with PostgreSQL of the one image and turns the setting to the other one. */
    private RegistryClient filledBy(String image, Tree tree) throws Exception {
        environment.put("APPLIANCE_DB_IMAGE", image);
        var service = started();
        var admin = admin();
        new QuiltClient(admin).push(KEPT, tree);
        end(service);
        return admin;
    }

    private static int major(String image) {
        return switch (image) {
            case LocalImages.POSTGRES_17 -> 17;
            case LocalImages.POSTGRES_18 -> 18;
            default -> 15;
        };
    }

    @ParameterizedTest
    @CsvSource({
        LocalImages.POSTGRES + "," + LocalImages.POSTGRES_17,
        LocalImages.POSTGRES_17 + "," + LocalImages.POSTGRES_18
    })
    @Tag("AT-15")
    void dataAreUpgradedAndTheOldVolumeStays(String before, String after) throws Exception {
        var tree = Samples.demo();
        var admin = filledBy(before, tree);
        environment.put("APPLIANCE_DB_IMAGE", after);
        var service = open();
        var outcome = service.start().get(300, SECONDS);
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.problem().code()).isEqualTo(ProblemCode.DB_MAJOR_MISMATCH);
            assertThat(failed.problem().fixes())
                    .anySatisfy(fix -> assertThat(fix)
                            .isEqualTo(new Fix.UpgradeData(major(before), major(after)))
                            .extracting(Fix::text, Fix::command)
                            .containsExactly("Upgrade data (with backup)", Optional.of("images upgrade")));
        });

        var plan = service.data().planUpgrade(Optional.empty()).result().get(60, SECONDS);
        var upgraded = service.data().upgrade(Optional.empty()).result().get(300, SECONDS);

        assertThat(plan.sentences())
                .anyMatch(sentence -> sentence.contains("You can go back until you remove the old volume"))
                .anyMatch(sentence -> sentence.startsWith("Space: about "));
        assertThat(upgraded.report().rows()).containsEntry("package", 1L).containsEntry("account", 1L);
        assertThat(service.data().backups()).extracting(saved -> saved.id()).contains(upgraded.backup());
        assertThat(service.start().get(300, SECONDS)).isInstanceOf(Outcome.Done.class);
        // With the token from before.
        assertThat(new QuiltClient(admin).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
        new QuiltClient(admin).push(new Pkg("admin", "later"), Samples.oneFile());
        assertThat(desk().volumes())
                .extracting(DataVolume::name, DataVolume::current, DataVolume::supersededBy)
                .containsExactlyInAnyOrder(
                        Tuple.tuple(volume(major(before)), false, Optional.of(volume(major(after)))),
                        Tuple.tuple(volume(major(after)), true, Optional.empty()));
        end(service);

        assertThatThrownBy(() -> desk().useVolume(volume(major(before))))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("cannot read it");
        environment.put("APPLIANCE_DB_IMAGE", before);
        desk().useVolume(volume(major(before)));
        var back = started();

        assertThat(new QuiltClient(admin).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
        assertThat(admin.get("/api/package/admin/later/").status()).isEqualTo(404);
        end(back);
    }

    @Test
    @Thorough
    void anUpgradeThatIsGivenUpLeavesNothingAndCanBeRepeated() throws Exception {
        var tree = Samples.oneFile();
        var admin = filledBy(LocalImages.POSTGRES, tree);
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES_17);
        var service = open();

        var task = service.data().upgrade(Optional.empty());
        await().pollInterval(Duration.ofMillis(5))
                .atMost(120, SECONDS)
                .until(() -> engine.container("quilt-appliance-" + instance() + "-postgres-new")
                        .filter(Container::isRunning)
                        .isPresent());
        task.cancel();

        assertThatThrownBy(() -> task.result().get(120, SECONDS))
                .satisfies(failed -> assertThat(failed instanceof CancellationException ? failed : failed.getCause())
                        .isInstanceOf(CancellationException.class));
        assertThat(engine.containers(Labels.INSTANCE, instance()))
                .extracting(Container::name, Container::isRunning)
                .containsExactly(Tuple.tuple("quilt-appliance-" + instance() + "-postgres", false));
        assertThat(home.run().resolve("switch.json")).doesNotExist();
        assertThat(service.data()
                        .upgrade(Optional.empty())
                        .result()
                        .get(300, SECONDS)
                        .plan()
                        .to())
                .isEqualTo(17);
        assertThat(service.start().get(300, SECONDS)).isInstanceOf(Outcome.Done.class);
        assertThat(new QuiltClient(admin).install(KEPT).objects()).containsOnlyKeys(tree.objectHashes());
    }

    @Test
    void aVolumeThatHoldsDataIsNotFilledAgain() throws Exception {
        filledBy(LocalImages.POSTGRES, Samples.oneFile());
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES_17);
        var first = open();
        first.data().upgrade(Optional.empty()).result().get(300, SECONDS);
        end(first);
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES);
        desk().useVolume(volume(15));
        end(started());
        environment.put("APPLIANCE_DB_IMAGE", LocalImages.POSTGRES_17);
        var service = open();

        var second = service.data().upgrade(Optional.empty()).result();

        assertThatThrownBy(() -> second.get(300, SECONDS))
                .hasRootCauseInstanceOf(Conflict.class)
                .hasMessageContaining("holds data already");
        desk().useVolume(volume(17));
        assertThat(service.start().get(300, SECONDS)).isInstanceOf(Outcome.Done.class);
        assertThat(new QuiltClient(admin()).install(KEPT).objects()).hasSize(1);
    }
}
