package org.quiltappliance.server.monitoring;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * The memory for objects of this process, in bytes.
 *
 * @param used now, garbage included
 * @param usedAfterCollection what was left by the last collection of garbage, if there was one
 * @param max it may grow to
 */
public record Heap(long used, OptionalLong usedAfterCollection, long max) {

    /** As it is now. */
    public static Heap now() {
        var usage = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        long max = usage.getMax() < 0 ? Runtime.getRuntime().maxMemory() : usage.getMax();
        return new Heap(usage.getUsed(), afterCollection(), max);
    }

    /** The bytes of {@link #used} alone, which cost less to find out. */
    static long usedNow() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static OptionalLong afterCollection() {
        return ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
                .map(GarbageCollectorMXBean::getLastGcInfo)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(GcInfo::getEndTime))
                .map(last -> OptionalLong.of(heapAfter(last)))
                .orElseGet(OptionalLong::empty);
    }

    private static long heapAfter(GcInfo collection) {
        var left = collection.getMemoryUsageAfterGc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .filter(left::containsKey)
                .mapToLong(name -> left.get(name).getUsed())
                .sum();
    }
}
