package org.quiltappliance.ui.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BackgroundTasksTest {

    private final BackgroundTasks tasks = new BackgroundTasks(Runnable::run);

    @Test
    void workIsDoneElsewhereAndItsResultTold() throws Exception {
        var told = new CompletableFuture<Thread>();

        tasks.run(Thread::currentThread, told::complete, told::completeExceptionally);

        assertThat(told.get(1, TimeUnit.MINUTES)).isNotSameAs(Thread.currentThread());
        tasks.close();
    }

    /** As when news of the appliance reach the window after its end. */
    @Test
    void whatIsAskedForAfterTheEndIsLeftUndone() {
        var worked = new AtomicBoolean();
        tasks.close();

        assertThatCode(() -> tasks.run(() -> worked.getAndSet(true), done -> {}, failed -> {}))
                .doesNotThrowAnyException();
        assertThat(worked).isFalse();
    }
}
