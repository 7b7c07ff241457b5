package org.quiltappliance.ui.state;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Work away from the JavaFX thread whose end comes back to it. */
public interface Tasks {

    /**
     * Does the work on a thread of its own.
     *
     * @param done hears of the result, on the JavaFX thread
     * @param failed hears why there is none, on the JavaFX thread; not after a cancel
     */
    <T> Running run(Callable<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed);

    /** The same for work that the service does on threads of its own. */
    <T> Running follow(CompletionStage<T> work, Consumer<? super T> done, Consumer<? super Throwable> failed);

    /** The same for work that already takes a moment to begin, such as a look into a file, or may be refused then. */
    default <T> void begin(
            Callable<? extends CompletionStage<? extends T>> work,
            Consumer<? super T> done,
            Consumer<? super Throwable> failed) {
        run(work, begun -> follow(begun, done, failed), failed);
    }

    /**
     * Does nothing for a while, and then that.
     *
     * @param work done on the JavaFX thread; not after a cancel
     */
    Running after(Duration pause, Runnable work);

    /** Work that is under way. */
    interface Running {
        /** Gives it up: nobody hears of it any more, and its thread is interrupted. */
        void cancel();
    }
}
