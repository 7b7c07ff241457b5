package org.quiltappliance.server.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    private static final String DIGEST = "sha256:" + "0a".repeat(32);

    @ParameterizedTest
    @CsvSource({
        "postgres:17, docker.io/library/postgres:17",
        "postgres, docker.io/library/postgres:latest",
        "minio/minio:1, docker.io/minio/minio:1",
        "quay.io/minio/minio:1, quay.io/minio/minio:1",
        "localhost/a:1, localhost/a:1",
        "127.0.0.1:5001/a/b, 127.0.0.1:5001/a/b:latest",
        "' a.example.org:443/b:c_D.e-1 ', a.example.org:443/b:c_D.e-1"
    })
    void getsAllItsParts(String text, String full) {
        assertThat(ImageReference.parse(text)).hasToString(full);
    }

    @Test
    void aPinnedOneIsPulledByItsDigest() {
        var reference = ImageReference.parse("quay.io/minio/minio:1@" + DIGEST);

        assertThat(reference.toPull()).isEqualTo("quay.io/minio/minio@" + DIGEST);
        assertThat(reference.tagged()).contains("quay.io/minio/minio:1");
        assertThat(reference.registry()).isEqualTo("quay.io");
        assertThat(reference).hasToString("quay.io/minio/minio:1@" + DIGEST);
        assertThat(reference.isMoving()).isFalse();
    }

    @Test
    void latestMoves() {
        assertThat(ImageReference.parse("postgres").isMoving()).isTrue();
        assertThat(ImageReference.parse("postgres:latest").isMoving()).isTrue();
        assertThat(ImageReference.parse("postgres:17").isMoving()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a@sha256:1", "a:", "Upper:1", "a:1;rm"})
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ImageReference.parse(text));
    }

    @Test
    void thePinsOfThisProgramAreGood() {
        for (String service : new String[] {"postgres", "minio", "rustfs"}) {
            PinnedImage pinned = PinnedImage.of(service);

            assertThat(pinned.reference().isMoving()).isFalse();
            assertThat(pinned.architectures()).contains("amd64", "arm64");
            assertThat(pinned.megabytes()).isPositive();
            assertThat(pinned.fallback().map(ImageReference::parse).filter(ImageReference::isMoving))
                    .isEmpty();
        }
        assertThat(PinnedImage.of("minio").reference().digest()).isPresent();
    }
}
