package org.quiltappliance.ui.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javafx.collections.ListChangeListener;
import org.junit.jupiter.api.Test;
import org.quiltappliance.ui.state.PagedList.Page;
import org.quiltappliance.ui.state.PagedList.Slot;

class PagedListTest {

    /** Does nothing until it is told to. */
    private static final class Later implements Tasks {
        private final List<Runnable> waiting = new ArrayList<>();

        @Override
        public <T> Running run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
            Runnable later = () -> {
                T result;
                try {
                    result = work.call();
                } catch (Exception failure) {
                    failed.accept(failure);
                    return;
                }
                done.accept(result);
            };
            waiting.add(later);
            return () -> waiting.remove(later);
        }

        @Override
        public Running after(Duration pause, Runnable work) {
            return () -> {};
        }

        @Override
        public <T> Running follow(
                CompletionStage<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
            work.whenComplete((result, failure) -> waiting.add(() -> {
                if (failure == null) {
                    done.accept(result);
                } else {
                    failed.accept(failure);
                }
            }));
            return () -> {};
        }

        void doAll() {
            var all = List.copyOf(waiting);
            waiting.clear();
            all.forEach(Runnable::run);
        }
    }

    private final Later tasks = new Later();
    private final List<String> failures = new ArrayList<>();
    private final PagedList<Long> list = new PagedList<>(tasks, failed -> failures.add(failed.getMessage()));

    private static PagedList.Source<Long> numbers(long total, List<Long> asked) {
        return (first, most) -> {
            asked.add(first);
            return new Page<>(
                    LongStream.range(first, Math.min(total, first + most))
                            .boxed()
                            .toList(),
                    total);
        };
    }

    @Test
    void rowsComeWhenTheyAreLookedAt() {
        var asked = new ArrayList<Long>();
        list.show(numbers(10_000, asked), () -> {});
        tasks.doAll();
        var changes = new ArrayList<String>();
        list.addListener((ListChangeListener<Slot<Long>>) change -> {
            while (change.next()) {
                changes.add(change.getFrom() + " to " + change.getTo());
            }
        });

        assertThat(list.get(7_042).row()).isEmpty();
        tasks.doAll();

        assertThat(list.get(7_042)).isEqualTo(new Slot<>(7_042, Optional.of(7_042L)));
        assertThat(asked).containsExactly(0L, 7_000L);
        assertThat(changes).containsExactly("7000 to 7100");
    }

    @Test
    void onlyTheLastPagesAreKept() {
        var asked = new ArrayList<Long>();
        list.show(numbers(10_000, asked), () -> {});
        tasks.doAll();

        for (int page = 1; page <= 30; page++) {
            list.get(page * PagedList.PAGE);
            tasks.doAll();
        }

        assertThat(list.get(3_000).row()).isPresent();
        assertThat(list.get(100).row()).as("is asked for again").isEmpty();
        tasks.doAll();
        assertThat(list.get(100).row()).contains(100L);
    }

    @Test
    void laterQuestionCountsAlone() {
        list.show(numbers(5, new ArrayList<>()), () -> {});
        tasks.doAll();
        list.show(numbers(7, new ArrayList<>()), () -> {});
        assertThat(list).as("until the others are there").hasSize(5);
        list.show(numbers(9, new ArrayList<>()), () -> {});

        tasks.doAll();

        assertThat(list).hasSize(9);
    }

    @Test
    void pagesOfAFormerQuestionAreNotMixedIn() {
        list.show(numbers(1_000, new ArrayList<>()), () -> {});
        tasks.doAll();
        list.get(500);
        list.show((first, most) -> new Page<>(List.of(-1L), 1), () -> {});

        tasks.doAll();

        assertThat(list).containsExactly(new Slot<>(0, Optional.of(-1L)));
    }

    @Test
    void failureIsToldAndTriedAgainAtTheNextLook() {
        list.show(
                (first, most) -> {
                    if (first > 0 && failures.isEmpty()) {
                        throw new IllegalStateException("away");
                    }
                    return numbers(200, new ArrayList<>()).fetch(first, most);
                },
                () -> {});
        tasks.doAll();

        list.get(150);
        tasks.doAll();
        assertThat(failures).containsExactly("away");

        list.get(150);
        tasks.doAll();
        assertThat(list.get(150).row()).contains(150L);
    }

    @Test
    void answerThatComesAfterTheListWasEmptiedIsDropped() {
        list.show(numbers(5, new ArrayList<>()), () -> {});
        list.empty();

        tasks.doAll();

        assertThat(list).isEmpty();
    }
}
