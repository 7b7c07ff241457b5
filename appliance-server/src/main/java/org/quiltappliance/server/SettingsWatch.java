package org.quiltappliance.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.config.EffectiveSettings;
import org.quiltappliance.server.lifecycle.Lifecycle.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of settings that were changed, by whomever: a window, a command in another process, or somebody with an editor.
 * For settings that take effect at once ({@code control-panel.md} CF-3).
 */
final class SettingsWatch {

    private static final Logger log = LoggerFactory.getLogger(SettingsWatch.class);

    private final SettingsSource source;
    private final List<Consumer<EffectiveSettings>> watchers = new CopyOnWriteArrayList<>();
    private @Nullable String seen;

    SettingsWatch(SettingsSource source) {
        this.source = source;
    }

    /** @param watcher hears of every later change, on the thread that looks; must be quick */
    Subscription watch(Consumer<EffectiveSettings> watcher) {
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    /** Tells at the next look in any case, for somebody new who has to know. */
    synchronized void forget() {
        seen = null;
    }

    /** Looks whether the files are others than at the last look. Costs next to nothing when they are not. */
    synchronized void look() {
        if (watchers.isEmpty()) {
            return;
        }
        try {
            String present =
                    stamp(source.home().settings()) + stamp(source.home().secrets());
            if (!present.equals(seen)) {
                seen = present;
                var settings = source.read();
                watchers.forEach(watcher -> watcher.accept(settings));
            }
        } catch (IOException unreadable) {
            log.debug("The settings cannot be read just now; what held before goes on", unreadable);
        }
    }

    /** Changes with each change: a file is replaced and never written into, so that its inode may be all that differs. */
    private static String stamp(Path file) throws IOException {
        if (!Files.exists(file)) {
            return "-;";
        }
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return attributes.lastModifiedTime() + "," + attributes.size() + "," + attributes.fileKey() + ";";
    }
}
