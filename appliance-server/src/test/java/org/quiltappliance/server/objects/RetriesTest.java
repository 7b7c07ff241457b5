package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.objects.S3Failure.Kind;

class RetriesTest {

    private final List<Duration> pauses = new ArrayList<>();
    private long now = 5;
    private final Retries retries = new Retries(Duration.ofSeconds(10), () -> now, pause -> {
        pauses.add(pause);
        now += pause.toNanos();
    });
    private int attempts;

    @Test
    void whatMayPassIsTriedUntilItDoes() throws IOException {
        String answer = retries.of(() -> {
            if (++attempts < 4) {
                throw failure(Kind.UNREACHABLE);
            }
            return "done";
        });

        assertThat(answer).isEqualTo("done");
        assertThat(attempts).isEqualTo(4);
    }

    @Test
    void pausesGrowToALimitAndEndInTime() {
        assertThatThrownBy(() -> retries.of(() -> {
                    attempts++;
                    throw failure(Kind.UNREACHABLE);
                }))
                .isInstanceOf(S3Exception.class);

        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(pauses).allSatisfy(pause -> assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(2)));
        assertThat(pauses.get(pauses.size() - 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(Duration.ofNanos(now)).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(10));
        assertThat(attempts).isEqualTo(pauses.size() + 1);
    }

    @Test
    void attemptThatTookAllTheTimeIsTheLast() {
        assertThatThrownBy(() -> retries.of(() -> {
                    attempts++;
                    now += Duration.ofSeconds(10).toNanos();
                    throw failure(Kind.UNREACHABLE);
                }))
                .isInstanceOf(S3Exception.class);

        assertThat(attempts).isEqualTo(1);
    }

    @Test
    void refusalIsFinal() {
        for (Kind kind : List.of(Kind.AUTH, Kind.NO_BUCKET, Kind.NO_RIGHTS, Kind.CLOCK, Kind.FULL, Kind.REFUSED)) {
            assertThatThrownBy(() -> retries.of(() -> {
                        throw failure(kind);
                    }))
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            failed -> assertThat(failed.failure().kind()).isEqualTo(kind));
        }

        assertThat(pauses).isEmpty();
    }

    private static S3Exception failure(Kind kind) {
        return new S3Exception(new S3Failure(kind, URI.create("http://localhost:9000"), "package", "Code"), 500);
    }
}
