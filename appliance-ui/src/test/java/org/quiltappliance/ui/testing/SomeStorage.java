package org.quiltappliance.ui.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.ContainerService.ImageState;
import org.quiltappliance.server.StorageService.Unneeded;
import org.quiltappliance.server.StorageService.Volumes;
import org.quiltappliance.server.StorageUsage;
import org.quiltappliance.server.StorageUsage.Disk;
import org.quiltappliance.server.StorageUsage.Where;
import org.quiltappliance.server.VolumeState;
import org.quiltappliance.server.backup.CleanupReport;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.inventory.Room;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.ui.storage.StorageAppliance;

/** Storage as a registry with containers or a test mode has it; remembers what is done. */
public final class SomeStorage implements StorageAppliance {

    private static final String INSTANCE = "quilt-appliance-7f3a21c4-";
    private static final long GIB = 1L << 30;

    private final List<String> done = new ArrayList<>();
    private boolean live = true;
    private boolean containers = true;
    private boolean engine = true;
    private boolean proven = true;
    private OptionalLong growth = OptionalLong.of(1_200_000_000L);
    private Optional<Unneeded> unneeded = Optional.empty();
    private long unneededObjects = 212;

    /** With containers, while the registry runs. */
    public static SomeStorage persistent() {
        return new SomeStorage();
    }

    /** With containers, while it does not. */
    public static SomeStorage resting() {
        var some = new SomeStorage();
        some.live = false;
        return some;
    }

    /** Of a test mode that runs. */
    public static SomeStorage test() {
        var some = new SomeStorage();
        some.containers = false;
        some.growth = OptionalLong.empty();
        return some;
    }

    /** The same with an engine that does not answer. */
    public SomeStorage withoutEngine() {
        engine = false;
        return this;
    }

    /** The same without a verified backup. */
    public SomeStorage withoutProof() {
        proven = false;
        return this;
    }

    public SomeStorage growing(OptionalLong bytesPerDay) {
        growth = bytesPerDay;
        return this;
    }

    /** The same with that many objects that nobody needs. */
    public SomeStorage withUnneeded(long objects) {
        unneededObjects = objects;
        return this;
    }

    public List<String> done() {
        return List.copyOf(done);
    }

    @Override
    public StorageUsage usage() {
        return new StorageUsage(
                Optional.of(Snapshots.NOON),
                live,
                containers
                        ? new Where("PostgreSQL 17.10", "in the volume " + INSTANCE + "pg17")
                        : new Where("H2 2.3.232", "in memory, gone at the stop"),
                containers ? OptionalLong.of(412_000_000L) : OptionalLong.empty(),
                containers
                        ? new Where("MinIO", "in the volume " + INSTANCE + "objects")
                        : new Where(
                                "Files",
                                "in the folder /home/ana/.local/share/quilt-appliance/test, emptied at the stop"),
                OptionalLong.of(12_803),
                OptionalLong.of(86_200_000_000L),
                Optional.of(new Disk("the disk of Docker", new DiskSpace(184 * GIB, 466 * GIB))),
                growth,
                live
                        ? List.of(new Room("bob", 3, 12_000, 84_000_000_000L), new Room("ana", 2, 53, 2_440_000_000L))
                        : List.of(),
                live
                        ? List.of(
                                new Room("bob/weather_stations_of_the_alps", 1, 11_900, 83_000_000_000L),
                                new Room("ana/glaciers", 1, 41, 2_100_000_000L),
                                new Room("ana/rivers", 1, 12, 340_000_000L))
                        : List.of());
    }

    @Override
    public Volumes volumes() {
        if (!engine) {
            throw new Unavailable("No container engine answers.");
        }
        var all = List.of(
                new VolumeState(
                        INSTANCE + "objects",
                        "minio-fs",
                        OptionalLong.of(86_400_000_000L),
                        "2026-10-02T08:00:00Z",
                        true,
                        Optional.empty()),
                new VolumeState(
                        INSTANCE + "pg16",
                        "pg16",
                        OptionalLong.of(380_000_000L),
                        "2026-06-14T08:00:00Z",
                        false,
                        Optional.of(INSTANCE + "pg17")),
                new VolumeState(
                        INSTANCE + "pg17",
                        "pg17",
                        OptionalLong.empty(),
                        "2026-10-02T08:00:00Z",
                        true,
                        Optional.empty()));
        var last = Instant.parse("2026-11-25T03:00:00Z");
        return new Volumes(
                containers ? all : List.of(), Optional.of(last), proven ? Optional.of(last) : Optional.empty());
    }

    @Override
    public List<ImageState> images() {
        return containers
                ? List.of(
                        new ImageState("database", "docker.io/library/postgres:17.10-trixie", true),
                        new ImageState("storage", "quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z", false))
                : List.of();
    }

    @Override
    public Optional<Unneeded> unneeded() {
        return unneeded;
    }

    @Override
    public CompletionStage<CleanupReport> cleanUp(boolean change) {
        done.add(change ? "clean up" : "look");
        var report = new CleanupReport(
                unneededObjects,
                unneededObjects * 16_000_000L,
                Optional.of(Instant.parse("2026-10-01T00:00:00Z")),
                Optional.of(Instant.parse("2026-11-11T00:00:00Z")),
                List.of());
        unneededObjects = change ? 0 : unneededObjects;
        unneeded = Optional.of(new Unneeded(Snapshots.NOON, unneededObjects, unneededObjects * 16_000_000L));
        return CompletableFuture.completedFuture(report);
    }

    @Override
    public CompletionStage<Long> emptyTrash() {
        done.add("empty trash");
        return CompletableFuture.completedFuture(3_400_000_000L);
    }

    private CompletionStage<?> did(String what) {
        done.add(what);
        return CompletableFuture.completedFuture(what);
    }

    @Override
    public CompletionStage<?> useVolume(String name) {
        return did("use " + name);
    }

    @Override
    public CompletionStage<?> removeVolume(String name, String typed, boolean withoutBackup) {
        return did("remove " + name + " by " + typed + (withoutBackup ? " without backup" : ""));
    }

    @Override
    public CompletionStage<?> loadImages(Path file) {
        return did("load " + file);
    }

    @Override
    public CompletionStage<?> saveImages(Path file) {
        return did("save " + file);
    }

    @Override
    public CompletionStage<List<String>> planImage(String role, String image) {
        done.add("plan " + role + " " + image);
        return CompletableFuture.completedFuture(
                List.of("PostgreSQL is made anew from " + image + ".", "You can go back."));
    }

    @Override
    public CompletionStage<?> changeImage(String role, String image) {
        return did("change " + role + " " + image);
    }
}
