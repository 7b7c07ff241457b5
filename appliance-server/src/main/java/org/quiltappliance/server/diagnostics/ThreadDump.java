package org.quiltappliance.server.diagnostics;

import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.Comparator;

/** What every thread of this process does. */
public final class ThreadDump {

    private ThreadDump() {}

    /** For people; the whole stack of each thread, those that wait for each other named first. */
    public static String text() {
        var threads = ManagementFactory.getThreadMXBean();
        var text = new StringBuilder();
        long[] stuck = threads.findDeadlockedThreads();
        if (stuck != null) {
            text.append("Threads that wait for each other for ever: ")
                    .append(Arrays.toString(stuck))
                    .append("\n\n");
        }
        Arrays.stream(threads.dumpAllThreads(true, true))
                .sorted(Comparator.comparing(ThreadInfo::getThreadName))
                .forEach(thread -> append(text, thread));
        return text.toString();
    }

    private static void append(StringBuilder text, ThreadInfo thread) {
        text.append('"').append(thread.getThreadName()).append("\" #").append(thread.getThreadId());
        text.append(' ').append(thread.getThreadState());
        if (thread.getLockName() != null) {
            text.append(" on ").append(thread.getLockName());
        }
        if (thread.getLockOwnerName() != null) {
            text.append(" held by \"").append(thread.getLockOwnerName()).append('"');
        }
        text.append('\n');
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("    at ").append(frame).append('\n');
        }
        for (LockInfo held : thread.getLockedSynchronizers()) {
            text.append("    holds ").append(held).append('\n');
        }
        text.append('\n');
    }
}
