package org.quiltappliance.server.monitoring;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/**
 * How much memory is in use for long.
 *
 * @param used bytes that the last collection left
 * @param most bytes there may be
 */
public record HeapUse(long used, long most) {

    private static final int ALL = 100;

    /**
     * As the last collection of the long-lived part left it; nothing before the first. The parts for young objects do not
     * count: they fill up and are emptied all the time.
     */
    public static HeapUse afterCollection() {
        long used = 0;
        long most = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            var left = pool.getCollectionUsage();
            boolean longLived = pool.getName().contains("Old") || pool.getName().contains("Tenured");
            if (pool.getType() == MemoryType.HEAP && longLived && left != null && left.getMax() > 0) {
                used += left.getUsed();
                most += left.getMax();
            }
        }
        return new HeapUse(used, most);
    }

    public long percent() {
        return most == 0 ? 0 : used * ALL / most;
    }
}
