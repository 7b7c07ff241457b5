package org.quiltappliance.server.containers.docker;

import com.github.dockerjava.api.model.CpuStatsConfig;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads an engine's statistics of one container, of which any part may be missing. */
final class UsageReading {

    private UsageReading() {}

    /** Engines count files that were read once as memory in use; control groups of both versions name them. */
    static OptionalLong memory(@Nullable Statistics statistics) {
        MemoryStatsConfig memory = statistics == null ? null : statistics.getMemoryStats();
        if (memory == null || memory.getUsage() == null) {
            return OptionalLong.empty();
        }
        long cached = 0;
        if (memory.getStats() != null) {
            Long second = memory.getStats().getInactiveFile();
            Long first = memory.getStats().getTotalInactiveFile();
            cached = first != null ? first : second != null ? second : 0;
        }
        return OptionalLong.of(Math.max(memory.getUsage() - cached, 0));
    }

    static OptionalLong memoryLimit(@Nullable Statistics statistics) {
        MemoryStatsConfig memory = statistics == null ? null : statistics.getMemoryStats();
        return memory == null || memory.getLimit() == null ? OptionalLong.empty() : OptionalLong.of(memory.getLimit());
    }

    /** The engine gives two measurements a second apart; the computer's own time is that of all its processors. */
    static OptionalDouble processors(@Nullable Statistics statistics) {
        if (statistics == null) {
            return OptionalDouble.empty();
        }
        CpuStatsConfig now = statistics.getCpuStats();
        CpuStatsConfig before = statistics.getPreCpuStats();
        if (!isWhole(now) || !isWhole(before)) {
            return OptionalDouble.empty();
        }
        double used = now.getCpuUsage().getTotalUsage() - before.getCpuUsage().getTotalUsage();
        double all = now.getSystemCpuUsage() - before.getSystemCpuUsage();
        return all <= 0 || used < 0 ? OptionalDouble.empty() : OptionalDouble.of(used / all * count(now));
    }

    private static boolean isWhole(@Nullable CpuStatsConfig stats) {
        return stats != null
                && stats.getSystemCpuUsage() != null
                && stats.getCpuUsage() != null
                && stats.getCpuUsage().getTotalUsage() != null;
    }

    private static long count(CpuStatsConfig stats) {
        if (stats.getOnlineCpus() != null && stats.getOnlineCpus() > 0) {
            return stats.getOnlineCpus();
        }
        var each = stats.getCpuUsage().getPercpuUsage();
        return each == null || each.isEmpty() ? 1 : each.size();
    }
}
