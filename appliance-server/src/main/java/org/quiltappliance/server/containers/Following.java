package org.quiltappliance.server.containers;

import java.util.concurrent.CompletableFuture;

/**
 * Something that is heard of until it ends, breaks or is closed.
 *
 * @param ended done when nothing more will come, exceptionally when the connection broke
 */
public record Following(CompletableFuture<Void> ended, Runnable end) implements AutoCloseable {

    @Override
    public void close() {
        end.run();
    }
}
