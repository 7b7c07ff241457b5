package org.quiltappliance.ui.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.quiltappliance.ui.state.Tasks;

/** Does all work at once, on the thread of the test. */
public final class DirectTasks implements Tasks {

    @Override
    public <T> Running run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        T result;
        try {
            result = work.call();
        } catch (Exception failure) {
            failed.accept(failure);
            return () -> {};
        }
        done.accept(result);
        return () -> {};
    }

    @Override
    public <T> Running follow(CompletionStage<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed) {
        work.whenComplete((result, failure) -> {
            if (failure == null) {
                done.accept(result);
            } else {
                failed.accept(failure);
            }
        });
        return () -> {};
    }

    /** Nothing lasts long enough for a pause to end. */
    @Override
    public Running after(Duration pause, Runnable work) {
        return () -> {};
    }
}
