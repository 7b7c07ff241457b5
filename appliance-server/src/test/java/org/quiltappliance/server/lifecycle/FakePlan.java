package org.quiltappliance.server.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A run of a few steps that writes down what happens to it. */
final class FakePlan implements Plan {

    /** What happened, in order: {@code +a} for a step, {@code -a} for its undoing, {@code drain}. */
    final List<String> diary = new CopyOnWriteArrayList<>();

    final List<Watch> watches = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private volatile Step.Undo proof = Step.Undo.NOTHING;

    FakePlan step(String id) {
        return step(id, Duration.ofSeconds(30), true, progress -> {});
    }

    FakePlan step(String id, Step.Work work) {
        return step(id, Duration.ofSeconds(30), true, work);
    }

    FakePlan step(String id, Duration timeout, boolean cancellable, Step.Work work) {
        steps.add(new Step(
                id,
                "Doing " + id,
                timeout,
                cancellable,
                progress -> {
                    diary.add("+" + id);
                    work.run(progress);
                },
                () -> diary.add("-" + id)));
        return this;
    }

    FakePlan watch(Watch watch) {
        watches.add(watch);
        return this;
    }

    void proof(Step.Undo other) {
        proof = other;
    }

    @Override
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    @Override
    public List<Watch> watches() {
        return List.copyOf(watches);
    }

    @Override
    public void drain(Duration atMost) {
        diary.add("drain " + atMost.toSeconds());
    }

    @Override
    public void prove() throws Exception {
        proof.run();
    }

    /** How many steps are done and not undone. */
    long left() {
        return diary.stream().filter(line -> line.startsWith("+")).count()
                - diary.stream().filter(line -> line.startsWith("-")).count();
    }
}
