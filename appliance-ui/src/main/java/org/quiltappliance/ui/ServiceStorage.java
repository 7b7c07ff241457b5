package org.quiltappliance.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.ContainerService.ImageState;
import org.quiltappliance.server.StorageService;
import org.quiltappliance.server.StorageService.Unneeded;
import org.quiltappliance.server.StorageService.Volumes;
import org.quiltappliance.server.StorageUsage;
import org.quiltappliance.server.backup.CleanupReport;
import org.quiltappliance.ui.storage.StorageAppliance;

/** What page Storage asks for, answered by the service. */
record ServiceStorage(StorageService storage) implements StorageAppliance {

    @Override
    public StorageUsage usage() throws Exception {
        return storage.usage();
    }

    @Override
    public Volumes volumes() throws Exception {
        return storage.volumes();
    }

    @Override
    public List<ImageState> images() throws Exception {
        return storage.images();
    }

    @Override
    public Optional<Unneeded> unneeded() {
        return storage.unneeded();
    }

    @Override
    public CompletionStage<CleanupReport> cleanUp(boolean change) {
        return storage.cleanUp(change).result();
    }

    @Override
    public CompletionStage<Long> emptyTrash() {
        return storage.emptyTrash();
    }

    @Override
    public CompletionStage<?> useVolume(String name) {
        return storage.useVolume(name).result();
    }

    @Override
    public CompletionStage<?> removeVolume(String name, String typed, boolean withoutBackup) {
        return storage.removeVolume(name, typed, withoutBackup).result();
    }

    @Override
    public CompletionStage<?> loadImages(Path file) {
        return storage.loadImages(file).result();
    }

    @Override
    public CompletionStage<?> saveImages(Path file) {
        return storage.saveImages(file).result();
    }

    @Override
    public CompletionStage<List<String>> planImage(String role, String image) {
        return storage.planImage(role, image).result();
    }

    @Override
    public CompletionStage<?> changeImage(String role, String image) {
        return storage.changeImage(role, image).result();
    }
}
