package org.quiltappliance.ui.storage;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.ContainerService.ImageState;
import org.quiltappliance.server.StorageService.Unneeded;
import org.quiltappliance.server.StorageService.Volumes;
import org.quiltappliance.server.StorageUsage;
import org.quiltappliance.server.backup.CleanupReport;

/** What page Storage asks of the appliance, away from the JavaFX thread. */
public interface StorageAppliance {

    StorageUsage usage() throws Exception;

    /** Measuring them can take long. */
    Volumes volumes() throws Exception;

    /** Those that the settings name; none when no data are kept in containers. */
    List<ImageState> images() throws Exception;

    /** What the last look for objects found that nobody needs. */
    Optional<Unneeded> unneeded();

    /** @param change whether what is found goes into the trash */
    CompletionStage<CleanupReport> cleanUp(boolean change);

    /** @return how many bytes went for good */
    CompletionStage<Long> emptyTrash();

    CompletionStage<?> useVolume(String name);

    CompletionStage<?> removeVolume(String name, String typed, boolean withoutBackup);

    CompletionStage<?> loadImages(Path file);

    CompletionStage<?> saveImages(Path file);

    /** What a change of the image would do, one sentence each. @param role as {@link ImageState} has it */
    CompletionStage<List<String>> planImage(String role, String image);

    CompletionStage<?> changeImage(String role, String image);
}
