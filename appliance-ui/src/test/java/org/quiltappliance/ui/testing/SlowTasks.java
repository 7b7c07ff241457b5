package org.quiltappliance.ui.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.quiltappliance.ui.state.Tasks;

/** Does nothing until the test says so: work waits for {@link #finish}, pauses for {@link #pass}. */
public final class SlowTasks implements Tasks {

    private record Pause(Duration end, Runnable work) {}

    private final DirectTasks direct = new DirectTasks();
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<Pause> pauses = new ArrayList<>();
    private final boolean isPatient;
    private Duration now = Duration.ZERO;

    public SlowTasks() {
        this(true);
    }

    private SlowTasks(boolean isPatient) {
        this.isPatient = isPatient;
    }

    /** Some whose pauses are over at once, for pictures of work that has taken long. */
    public static SlowTasks late() {
        return new SlowTasks(false);
    }

    @Override
    public <T> Running run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        return add(() -> direct.run(work, done, failed));
    }

    @Override
    public <T> Running follow(CompletionStage<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        return add(() -> direct.follow(work, done, failed));
    }

    private Running add(Runnable work) {
        waiting.add(work);
        return () -> waiting.remove(work);
    }

    @Override
    public Running after(Duration pause, Runnable work) {
        if (!isPatient) {
            work.run();
            return () -> {};
        }
        var one = new Pause(now.plus(pause), work);
        pauses.add(one);
        return () -> pauses.remove(one);
    }

    /** All work that waits is done, and what follows from it. */
    public void finish() {
        while (!waiting.isEmpty()) {
            waiting.remove(0).run();
        }
    }

    /** So much time goes by. */
    public void pass(Duration time) {
        now = now.plus(time);
        var over = pauses.stream().filter(one -> one.end().compareTo(now) <= 0).toList();
        pauses.removeAll(over);
        over.forEach(one -> one.work().run());
    }
}
