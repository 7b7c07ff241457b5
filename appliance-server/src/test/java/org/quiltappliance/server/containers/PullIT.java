package org.quiltappliance.server.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.testing.Certificate;
import org.quiltappliance.server.testing.DockerEngine;
import org.quiltappliance.server.testing.LocalImages;
import org.quiltappliance.server.testing.StubRegistry;

/** A real engine that asks a registry of ours. */
class PullIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path keys;

    private static Certificate certificate;

    @TempDir
    Path folder;

    private final List<String> details = new CopyOnWriteArrayList<>();
    private ContainerRuntime runtime;
    private StubRegistry registry;
    private Images images;

    @BeforeAll
    static void make() throws Exception {
        certificate = Certificate.forHost("localhost", keys);
    }

    @BeforeEach
    void start() {
        runtime = DockerEngine.connect();
        registry = StubRegistry.serving(LocalImages.archive(LocalImages.SMALL), certificate);
        images = new Images(
                runtime, folder, Duration.ofMillis(1), new ContainerProblems(Clock.systemUTC()), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        registry.close();
        runtime.close();
    }

    private Images.Wanted wanted(String reference) {
        return new Images.Wanted(Role.STORE, ImageReference.parse(registry.image(reference)), Optional.empty());
    }

    private void assertFails(ProblemCode code, Images.Wanted wanted) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> images.get(wanted, details::add))
                .satisfies(failed -> assertThat(failed.problem().code()).isEqualTo(code));
        assertThat(images.find(wanted.reference())).isEmpty();
    }

    @Test
    void aPinnedImageIsPulledAndFoundAgain() throws Exception {
        var wanted = wanted("pinned:1@" + registry.digest());

        Image pulled = images.get(wanted, details::add);

        assertThat(pulled.hasDigest(registry.digest())).isTrue();
        assertThat(pulled.variable("GREETING")).contains("hello");
        assertThat(images.find(wanted.reference())).contains(pulled);
        assertThat(details.get(0)).startsWith("Getting 127.0.0.1:");
    }

    @Test
    void aRegistryIsAskedAndNothingFetched() throws Exception {
        var wanted = wanted("offered:1");

        assertThat(images.origin(wanted, PATIENCE)).isEqualTo(Images.Origin.REGISTRY);
        assertThat(images.find(wanted.reference())).isEmpty();
    }

    @Test
    void aRegistryThatDeniesOrIsSilentIsTold() {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> images.origin(wanted("denied:1"), PATIENCE))
                .satisfies(failed -> assertThat(failed.problem().code()).isEqualTo(ProblemCode.IMAGE_NOT_FOUND));
        var nobody = new Images.Wanted(Role.STORE, ImageReference.parse("127.0.0.1:1/nothing:1"), Optional.empty());
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> images.origin(nobody, PATIENCE))
                .satisfies(failed -> assertThat(failed.problem().code()).isEqualTo(ProblemCode.IMAGE_NO_NETWORK));
    }

    @Test
    void anImageWithAnotherDigestIsRefused() {
        assertFails(ProblemCode.IMAGE_DIGEST_MISMATCH, wanted("other:1@sha256:" + "0".repeat(64)));
    }

    @Test
    void aDeniedImageIsSaidToBeWithdrawn() {
        assertFails(ProblemCode.IMAGE_NOT_FOUND, wanted("denied:1"));
    }

    @Test
    void aRegistryThatDoesNotAnswerIsNamed() {
        var wanted = new Images.Wanted(Role.STORE, ImageReference.parse("127.0.0.1:1/nothing:1"), Optional.empty());

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> images.get(wanted, details::add))
                .satisfies(failed -> {
                    assertThat(failed.problem().code()).isEqualTo(ProblemCode.IMAGE_NO_NETWORK);
                    assertThat(failed.problem().message()).startsWith("127.0.0.1:1 did not answer");
                });
    }

    @Test
    void aDownloadEndsWhenItIsBrokenOff() throws Exception {
        var wanted = wanted("endless:1");
        var ended = new CompletableFuture<Throwable>();
        var worker = new Thread(() -> {
            try {
                images.get(wanted, details::add);
            } catch (InterruptedException | RuntimeException failed) {
                ended.complete(failed);
            }
        });
        worker.start();
        registry.awaitStalled();

        worker.interrupt();

        assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(images.find(wanted.reference())).isEmpty();
    }
}
