package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** What is done with volumes and images of containers, over an engine in memory. */
class StorageServiceTest {

    @TempDir
    Path folder;

    private ServiceUnderTest under;

    @AfterEach
    void close() {
        under.close();
    }

    private ApplianceService started() throws Exception {
        under = new ServiceUnderTest(folder).withContainer().withImage();
        return under.started();
    }

    private static VolumeState only(ApplianceService service) throws Exception {
        var all = service.storage().volumes().all();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static Object remove(ApplianceService service, String typed, boolean withoutBackup) throws Exception {
        return service.storage()
                .removeVolume(only(service).name(), typed, withoutBackup)
                .result()
                .get(30, SECONDS);
    }

    @Test
    void volumesAndImagesAreToldWhileItRuns() throws Exception {
        var service = started();

        assertThat(only(service).current()).isTrue();
        assertThat(service.storage().volumes().lastBackup()).isEmpty();
        assertThat(service.storage().images())
                .containsExactly(new ContainerService.ImageState("storage", ServiceUnderTest.STORE_IMAGE, true));
    }

    @Test
    void volumeGoesOnlyFromARegistryThatIsStopped() throws Exception {
        var service = started();

        assertThatThrownBy(() -> remove(service, "My registry delete", true)).hasCauseInstanceOf(Conflict.class);

        assertThat(only(service).current()).isTrue();
    }

    @Test
    void volumeGoesByTheRightWordsAlone() throws Exception {
        var service = started();
        service.stop(Duration.ZERO).get(60, SECONDS);

        assertThatThrownBy(() -> remove(service, "My registry", true)).hasCauseInstanceOf(Invalid.class);
        assertThatThrownBy(() -> remove(service, "My registry delete", false)).hasCauseInstanceOf(Conflict.class);
        assertThat(only(service).current()).isTrue();

        remove(service, "My registry delete", true);
        assertThat(service.storage().volumes().all()).isEmpty();
    }

    @Test
    void thereIsNoImageForAnythingElse() throws Exception {
        var service = started();

        assertThatThrownBy(() -> service.storage().planImage("mail", "postfix:1"))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> service.storage()
                        .changeImage("storage", "quay.io/minio/minio:2")
                        .result()
                        .get(30, SECONDS))
                .as("while it runs")
                .hasCauseInstanceOf(Conflict.class);
    }
}
