package org.quiltappliance.server.testing;

import java.io.IOException;
import java.nio.file.Path;
import org.quiltappliance.server.containers.ContainerRuntime;

/** The folders of volumes of a real engine, for tests that do to them what somebody may do who has that computer. */
public final class Volumes {

    private static final String COPY = "copy-of-";

    private final ContainerRuntime engine;

    public Volumes(ContainerRuntime engine) {
        this.engine = engine;
    }

    /** As somebody makes it who moves volumes, with the labels by which we know our own. @return the name of the copy */
    public String copied(String volume) throws IOException {
        String copy = COPY + volume;
        engine.createVolume(copy, engine.volume(volume).orElseThrow().labels());
        run("cp", "-a", folder(volume) + "/.", folder(copy));
        return copy;
    }

    /** Removes the files of all packages in a volume of a store. */
    public void emptyStore(String volume) throws IOException {
        run("sh", "-c", "rm -rf \"$1\"/package/*", "sh", folder(volume));
    }

    private String folder(String volume) {
        return Path.of(engine.info().dataFolder(), "volumes", volume, "_data").toString();
    }

    private static void run(String... command) throws IOException {
        try {
            int code = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (code != 0) {
                throw new IOException(String.join(" ", command) + " ended with " + code);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
