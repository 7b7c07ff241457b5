package org.quiltappliance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemCode.Severity;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Heap;
import org.quiltappliance.server.testing.SteppingClock;

/** What is watched with a memory of its own ({@code control-panel.md} 5.6). */
class WatchesTest {

    private final SteppingClock clock = new SteppingClock();
    private final Problems problems = new Problems(clock);

    @Test
    void waitersAreToldAfterHalfAMinuteWithoutABreak() {
        var waiting = new AtomicInteger(2);
        var watch = new PoolWatch(waiting::get, problems, clock);

        assertThat(watch.look()).isEmpty();
        clock.advance(Duration.ofSeconds(25));
        waiting.set(0);
        assertThat(watch.look()).isEmpty();
        waiting.set(3);
        clock.advance(Duration.ofSeconds(10));
        assertThat(watch.look()).as("a break begins anew").isEmpty();
        clock.advance(Duration.ofSeconds(31));

        var problem = watch.look().orElseThrow();
        assertThat(problem.code()).isEqualTo(ProblemCode.DB_POOL_WAIT);
        assertThat(problem.message()).contains("3 requests", "31 seconds");
        waiting.set(0);
        assertThat(watch.look()).isEmpty();
    }

    @Test
    void fullHeapIsToldAfterAMinute() {
        var heap = new AtomicReference<>(new Heap(99, OptionalLong.of(95), 100));
        var watch = new HeapWatch(heap::get, problems, clock);

        assertThat(watch.look()).isEmpty();
        clock.advance(Duration.ofSeconds(59));
        assertThat(watch.look()).isEmpty();
        clock.advance(Duration.ofSeconds(1));
        assertThat(watch.look().orElseThrow().code()).isEqualTo(ProblemCode.HEAP_HIGH);

        heap.set(new Heap(99, OptionalLong.of(90), 100));
        assertThat(watch.look()).as("90 percent are not more than 90").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0,", "29,", "-29,", "31,NOTICE", "-299,NOTICE", "301,BLOCKING", "-4000,BLOCKING"})
    void clocksThatAreApartAreToldByWhatTheyDo(long seconds, Severity severity) {
        var watch =
                new ClockWatch(List.of(engine(() -> Optional.of(clock.instant().plusSeconds(seconds)))), clock);

        var problem = watch.look();

        assertThat(problem.map(found -> found.severity())).isEqualTo(Optional.ofNullable(severity));
        problem.ifPresent(found -> {
            assertThat(found.code()).isEqualTo(ProblemCode.CLOCK_SKEW);
            assertThat(found.message()).contains(seconds < 0 ? "behind" : "ahead of");
            assertThat(found.fixes().get(0)).isEqualTo(new Fix.RestartContainer("our-store"));
        });
    }

    @Test
    void timeThatTheQuestionTookIsNoDifferenceOfClocks() {
        var watch = new ClockWatch(
                List.of(engine(() -> {
                    Instant there = clock.instant();
                    clock.advance(Duration.ofMinutes(2));
                    return Optional.of(there);
                })),
                clock);

        assertThat(watch.look()).isEmpty();
    }

    private ClockWatch.Side engine(Supplier<Optional<Instant>> time) {
        return new ClockWatch.Side(
                time,
                (apart, harmful) -> new ContainerProblems(clock).clockSkew(apart, harmful, Optional.of("our-store")));
    }

    private ClockWatch.Side database(Supplier<Optional<Instant>> time) {
        return new ClockWatch.Side(
                time, (apart, harmful) -> new DataProblems(clock).databaseClockSkew("db:5432", apart, harmful));
    }

    private Supplier<Optional<Instant>> ahead(long seconds) {
        return () -> Optional.of(clock.instant().plusSeconds(seconds));
    }

    @Test
    void clockThatIsFurthestApartIsToldAndOfEqualOnesTheFirst() {
        assertThat(new ClockWatch(List.of(engine(ahead(40)), database(ahead(400))), clock).look())
                .hasValueSatisfying(found -> assertThat(found.message()).contains("db:5432", "400 seconds ahead of"));
        assertThat(new ClockWatch(List.of(engine(ahead(400)), database(ahead(401))), clock).look())
                .hasValueSatisfying(
                        found -> assertThat(found.fixes().get(0)).isEqualTo(new Fix.RestartContainer("our-store")));
    }

    @Test
    void clockThatCannotBeAskedHidesNoOther() {
        Supplier<Optional<Instant>> silent = () -> {
            throw new Unavailable("The database does not answer.");
        };

        assertThat(new ClockWatch(List.of(database(silent), engine(ahead(40))), clock).look())
                .isPresent();
        assertThat(new ClockWatch(List.of(database(silent)), clock).look()).isEmpty();
    }

    @Test
    void diskInsideOfAVirtualMachineIsReadFromItsTable() {
        assertThat(VolumeDisk.space("""
                        Filesystem     1024-blocks     Used Available Capacity Mounted on
                        /dev/vda1         61255492 20149476  37962036      35% /var/lib/postgresql/data
                        """)).contains(new DiskSpace(37962036L * 1024, 61255492L * 1024));
        assertThat(VolumeDisk.space("df: not found")).isEmpty();
        assertThat(VolumeDisk.space("")).isEmpty();
    }
}
