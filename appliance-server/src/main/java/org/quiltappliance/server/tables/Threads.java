package org.quiltappliance.server.tables;

import java.util.concurrent.ThreadFactory;

/** Threads of this package, which keep no process alive. */
final class Threads {

    private Threads() {}

    static ThreadFactory named(String name) {
        return work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
