package org.quiltappliance.server.tables;

import java.time.Duration;

/**
 * What tables may cost.
 *
 * @param engineMegabytes what the engine plans its work with
 * @param dataMegabytes what the operating system lets the worker have for data, where it can be told
 * @param residentMegabytes a worker that takes more memory than this is killed
 * @param threads of the engine
 * @param seconds after which the engine gives up
 * @param grace how much longer a worker lives that does not give up
 * @param startPatience how long somebody waits for a worker to start before he is asked to come again
 * @param idle a worker that has nothing to do for so long ends
 * @param waiting how many may wait for the worker; more are sent away
 * @param queuePatience how long each of them waits
 * @param textBytes of a text file, only so much is read
 * @param cacheBytes of copies of objects that are packed or elsewhere
 * @param keepFreeBytes no copy is made when less would be left on the disk
 * @param copyPatience how long somebody waits for a copy before he is asked to come again
 * @param exportBytes no file that the worker writes is longer
 */
public record TableLimits(
        int engineMegabytes,
        int dataMegabytes,
        int residentMegabytes,
        int threads,
        int seconds,
        Duration grace,
        Duration startPatience,
        Duration idle,
        int waiting,
        Duration queuePatience,
        long textBytes,
        long cacheBytes,
        long keepFreeBytes,
        Duration copyPatience,
        long exportBytes) {

    /** For a computer with two processors and 8 GiB of memory, on which the registry has other things to do, too. */
    public static final TableLimits STANDARD = new TableLimits(
            320,
            800,
            960,
            // The others are for the registry.
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2)),
            4,
            Duration.ofMillis(700),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            8,
            Duration.ofSeconds(10),
            32L << 20,
            2L << 30,
            1L << 30,
            Duration.ofSeconds(20),
            512L << 20);

    /** The same with another time until an idle worker ends. */
    public TableLimits idle(Duration other) {
        return new TableLimits(
                engineMegabytes,
                dataMegabytes,
                residentMegabytes,
                threads,
                seconds,
                grace,
                startPatience,
                other,
                waiting,
                queuePatience,
                textBytes,
                cacheBytes,
                keepFreeBytes,
                copyPatience,
                exportBytes);
    }
}
