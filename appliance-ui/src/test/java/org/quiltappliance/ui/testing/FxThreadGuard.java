package org.quiltappliance.ui.testing;

import java.io.FileDescriptor;
import java.lang.StackWalker.StackFrame;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds work on the JavaFX thread that may keep a window from answering ({@code control-panel.md} UI-T6): files, networks
 * and programs, each time and for certain; and waiting for other threads, as often as it is seen. What the toolkit does for
 * itself, such as reading style sheets and fonts, and the loading of classes do not count.
 */
@SuppressWarnings("removal") // There is no other hook in the JDK that hears of every file and every connection.
public final class FxThreadGuard implements AutoCloseable {

    private static final String FX_THREAD = "JavaFX Application Thread";
    private static final String OURS = "org.quiltappliance.";
    private static final String TESTS = "org.quiltappliance.ui.testing.";

    /** Packages of the JDK. */
    private static final List<String> BELOW =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.net.", "com.sun.nio.");

    /** What reads class files and resources, which happens once. */
    private static final List<String> LOADING = List.of(
            "java.lang.ClassLoader",
            "java.lang.Class",
            "java.lang.Module",
            "java.security.SecureClassLoader",
            "java.util.ResourceBundle",
            "java.util.ServiceLoader",
            "jdk.internal.loader.",
            "sun.util.resources.",
            "sun.util.locale.");

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long PAUSE_MILLIS = 10;

    private final Set<String> found = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(FxThreadGuard::daemon);
    /** Found out once; of the watcher alone. */
    private Optional<Thread> watched = Optional.empty();

    private FxThreadGuard() {}

    /** Looks from now on. One at a time. */
    public static FxThreadGuard on() {
        var guard = new FxThreadGuard();
        System.setSecurityManager(guard.new Listener());
        guard.watcher.scheduleWithFixedDelay(guard::watch, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return guard;
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "fx-thread-guard");
        thread.setDaemon(true);
        return thread;
    }

    /** What was found: what was done, and where in our code. */
    public List<String> found() {
        return found.stream().sorted().toList();
    }

    /** @throws AssertionError when something was found */
    @Override
    public void close() {
        System.setSecurityManager(null);
        watcher.shutdownNow();
        if (!found.isEmpty()) {
            throw new AssertionError("On the JavaFX thread:\n" + String.join("\n", found()));
        }
    }

    private static boolean startsWithAny(String name, List<String> starts) {
        return starts.stream().anyMatch(name::startsWith);
    }

    private static boolean isOurs(String type) {
        return type.startsWith(OURS) && !type.startsWith(TESTS);
    }

    /** Adds it if it was one of our classes, or a library that one of ours called, and neither toolkit nor class loader. */
    private void look(String what, Stream<String> frames) {
        List<String> all = frames.toList();
        for (String frame : all) {
            if (startsWithAny(frame, LOADING)) {
                return;
            }
            if (!startsWithAny(frame, BELOW)) {
                boolean isToolkit = frame.startsWith("javafx.") || frame.startsWith("com.sun.");
                if (!isToolkit && all.stream().anyMatch(FxThreadGuard::isOurs)) {
                    found.add(what + " by\n    "
                            + all.stream()
                                    .filter(FxThreadGuard::isOurs)
                                    .limit(3)
                                    .collect(Collectors.joining("\n    ")));
                }
                return;
            }
        }
    }

    private void watch() {
        if (watched.isEmpty()) {
            watched = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals(FX_THREAD))
                    .findFirst();
        }
        watched.ifPresent(this::lookAt);
    }

    /** State and stack of one and the same moment. */
    private void lookAt(Thread thread) {
        var info = THREADS.getThreadInfo(thread.getId(), Integer.MAX_VALUE);
        boolean waits = info != null
                && (info.getThreadState() == Thread.State.WAITING
                        || info.getThreadState() == Thread.State.TIMED_WAITING);
        if (waits) {
            look("waiting", Arrays.stream(info.getStackTrace()).map(FxThreadGuard::text));
        }
    }

    private void touched(String what) {
        if (!Thread.currentThread().getName().equals(FX_THREAD)) {
            return;
        }
        StackWalker.getInstance().walk(frames -> {
            look(
                    what,
                    frames.filter(frame -> !frame.getClassName().startsWith(FxThreadGuard.class.getName()))
                            .map(StackFrame::toStackTraceElement)
                            .map(FxThreadGuard::text));
            return true;
        });
    }

    /** Without the names of class loaders and modules. */
    private static String text(StackTraceElement frame) {
        return frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber();
    }

    /** Forbids nothing. */
    private final class Listener extends SecurityManager {

        @Override
        public void checkPermission(Permission permission) {
            // Everything is allowed.
        }

        @Override
        public void checkPermission(Permission permission, Object context) {
            // Everything is allowed.
        }

        @Override
        public void checkRead(String file) {
            touched("reading a file");
        }

        @Override
        public void checkRead(String file, Object context) {
            touched("reading a file");
        }

        @Override
        public void checkRead(FileDescriptor file) {
            // The file was opened before.
        }

        @Override
        public void checkWrite(String file) {
            touched("writing a file");
        }

        @Override
        public void checkWrite(FileDescriptor file) {
            // The file was opened before.
        }

        @Override
        public void checkDelete(String file) {
            touched("deleting a file");
        }

        @Override
        public void checkExec(String command) {
            touched("starting a program");
        }

        @Override
        public void checkConnect(String host, int port) {
            touched("asking the network");
        }

        @Override
        public void checkConnect(String host, int port, Object context) {
            touched("asking the network");
        }

        @Override
        public void checkListen(int port) {
            touched("opening a port");
        }
    }
}
