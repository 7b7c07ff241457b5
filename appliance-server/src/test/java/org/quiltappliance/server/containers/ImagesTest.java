package org.quiltappliance.server.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.containers.EngineException.Kind;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.testing.FakeContainerRuntime;
import org.quiltappliance.server.testing.LocalImages;

class ImagesTest {

    private static final String DIGEST = "sha256:" + "d".repeat(64);
    private static final String OTHER_DIGEST = "sha256:" + "e".repeat(64);
    private static final String NAME = "quay.io/minio/minio";

    @TempDir
    Path folder;

    private final FakeContainerRuntime engine = new FakeContainerRuntime();
    private final List<String> details = new ArrayList<>();

    private Images images() {
        return new Images(
                engine, folder, Duration.ofMillis(1), new ContainerProblems(Clock.systemUTC()), Clock.systemUTC());
    }

    private static Images.Wanted wanted(String reference) {
        return new Images.Wanted(Role.STORE, ImageReference.parse(reference), Optional.of(NAME + ":other"));
    }

    private static Image image(String... digests) {
        return new Image("sha256:" + "1".repeat(64), List.of(), List.of(digests), "amd64", 1, "", Map.of());
    }

    private static Problem problem(ThrowingCallable call) {
        var problems = new ArrayList<Problem>();
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(call)
                .satisfies(failed -> problems.add(failed.problem()));
        return problems.get(0);
    }

    @Test
    void anImageThatIsThereIsNotFetched() throws Exception {
        engine.withImage(NAME + ":1", image());

        assertThat(images().get(wanted(NAME + ":1"), details::add)).isEqualTo(image());
        assertThat(engine.pulled()).isEmpty();
    }

    @Test
    void aPinnedImageIsFetchedByItsDigest() throws Exception {
        engine.useRegistry((reference, progress) -> {
            progress.accept(new Transfer(84_000_000, 152_000_000));
            return image(NAME + "@" + DIGEST);
        });

        images().get(wanted(NAME + ":1@" + DIGEST), details::add);

        assertThat(engine.pulled()).containsExactly(NAME + "@" + DIGEST);
        assertThat(details.get(0)).isEqualTo("Getting quay.io/minio/minio:1");
        assertThat(details.get(1)).startsWith("Getting quay.io/minio/minio:1 – 84 of 152 MB, ");
    }

    @Test
    void anImageOfThatNameWithAnotherDigestDoesNotCount() throws Exception {
        engine.withImage(NAME + ":1", image(NAME + "@" + OTHER_DIGEST));
        engine.useRegistry((reference, progress) -> image(NAME + "@" + DIGEST));

        var got = images().get(wanted(NAME + ":1@" + DIGEST), details::add);

        assertThat(got.hasDigest(DIGEST)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "IMAGE_DENIED, IMAGE_NOT_FOUND, 1",
        "RATE_LIMIT, IMAGE_RATE_LIMIT, 1",
        "WRONG_CPU, IMAGE_WRONG_CPU, 1",
        "WRONG_DIGEST, IMAGE_DIGEST_MISMATCH, 1",
        "NO_SPACE, INTERNAL, 1",
        "NO_NETWORK, IMAGE_NO_NETWORK, 4"
    })
    void failuresHaveTheirNamesAndSomeAreTriedAgain(Kind kind, ProblemCode code, int attempts) {
        engine.useRegistry((reference, progress) -> {
            throw new EngineException(kind, "so says the registry");
        });

        var problem = problem(() -> images().get(wanted(NAME + ":1"), details::add));

        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.message() + problem.evidence()).contains("so says the registry");
        assertThat(engine.pulled()).hasSize(attempts);
    }

    @Test
    void aDownloadThatFailsOnceIsTriedAgain() throws Exception {
        engine.useRegistry((reference, progress) -> {
            if (engine.pulled().size() == 1) {
                throw new EngineException(Kind.NO_NETWORK, "timeout");
            }
            return image();
        });

        assertThat(images().get(wanted(NAME + ":1"), details::add)).isEqualTo(image());
    }

    @Test
    void aWithdrawnImageOffersTheFallbackAndDoesNotTakeIt() {
        engine.useRegistry((reference, progress) -> {
            throw new EngineException(Kind.IMAGE_DENIED, "denied");
        });

        var problem = problem(() -> images().get(wanted(NAME + ":1"), details::add));

        assertThat(problem.fixes())
                .containsExactly(
                        new Fix.UseImage("APPLIANCE_STORE_IMAGE", NAME + ":other"),
                        new Fix.LoadImages(),
                        new Fix.OpenSetting("APPLIANCE_STORE_IMAGE"));
        assertThat(engine.pulled()).containsExactly(NAME + ":1");
    }

    @Test
    void aDownloadCanBeBrokenOff() throws Exception {
        var begun = new CountDownLatch(1);
        var ended = new CompletableFuture<Throwable>();
        engine.useRegistry(FakeContainerRuntime.stalling(begun));
        var worker = new Thread(() -> {
            try {
                images().get(wanted(NAME + ":1"), details::add);
            } catch (InterruptedException | RuntimeException failed) {
                ended.complete(failed);
            }
        });
        worker.start();
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        worker.interrupt();

        assertThat(ended.get(30, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(images().find(ImageReference.parse(NAME + ":1"))).isEmpty();
    }

    private Path archive(String name, String source) throws IOException {
        return Files.copy(LocalImages.archive(source), folder.resolve(name));
    }

    @Test
    void archivesInTheHomeFolderComeBeforeTheNetwork() throws Exception {
        Files.writeString(folder.resolve("a.tar"), "broken");
        engine.knowArchive(archive("b.tar", LocalImages.SMALL), Map.of(LocalImages.SMALL, image()));

        var got = images().get(wanted(LocalImages.SMALL), details::add);

        assertThat(got).isEqualTo(image());
        assertThat(engine.pulled()).isEmpty();
        assertThat(details).contains("Loading b.tar");
    }

    @Test
    void anArchiveTellsWhatItHolds() throws Exception {
        Path file = archive("b.tar", LocalImages.SMALL);

        var images = ImageArchive.read(file).images();

        assertThat(images).hasSize(1);
        assertThat(images.get(0).tags()).containsExactly(LocalImages.SMALL);
        assertThat(images.get(0).id()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void aCompressedArchiveIsReadToo() throws Exception {
        Path file = folder.resolve("b.tar.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            Files.copy(LocalImages.archive(LocalImages.SMALL), out);
        }

        assertThat(ImageArchive.read(file).images().get(0).tags()).containsExactly(LocalImages.SMALL);
    }

    @Test
    void anArchiveWithTheWantedImagesIsLoaded() throws Exception {
        Path file = archive("b.tar", LocalImages.SMALL);
        engine.knowArchive(file, Map.of(LocalImages.SMALL, image()));

        images().load(file, List.of(wanted(LocalImages.SMALL)), details::add);

        assertThat(engine.image(LocalImages.SMALL)).contains(image());
    }

    @Test
    @Tag("AT-09")
    void anArchiveWithAnotherImageIsRefused() throws Exception {
        Path file = archive("b.tar", LocalImages.SMALL);
        engine.knowArchive(file, Map.of(LocalImages.SMALL, image()));

        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> images().load(file, List.of(wanted(NAME + ":1")), details::add))
                .withMessage("Nothing was loaded, because the archive holds " + LocalImages.SMALL
                        + ". Wanted are: quay.io/minio/minio:1.");
        assertThat(engine.image(LocalImages.SMALL)).isEmpty();
    }

    @Test
    void savedImagesCarryTheNameThatALoadLooksFor() throws Exception {
        engine.withImage(NAME + "@" + DIGEST, image(NAME + "@" + DIGEST));
        Path file = folder.resolve("saved.tar");

        images().save(List.of(wanted(NAME + ":1@" + DIGEST)), file);

        assertThat(file).content().isEqualTo(NAME + ":1");
        assertThatExceptionOfType(NotFound.class).isThrownBy(() -> images().save(List.of(wanted(NAME + ":2")), file));
    }
}
