package org.quiltappliance.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which of its renderers the toolkit takes. On Linux it asks for OpenGL, and gets it on computers without a graphics processor
 * as well: from a library that compiles shaders for the processor, which takes 50 MB and more time than the toolkit's own
 * drawing. So there the toolkit is told to draw by itself.
 */
final class Renderer {

    /** The toolkit's own name of the choice; whoever starts the program with it has decided. */
    static final String ORDER = "prism.order";

    /** Where Linux shows what can compute graphics. */
    static final Path DEVICES = Path.of("/dev/dri");

    private static final Logger log = LoggerFactory.getLogger(Renderer.class);

    private Renderer() {}

    /** To be called before the toolkit starts. @param devices {@link #DEVICES}, absent on other systems than Linux too */
    static void choose(Properties system, Path devices) {
        if (system.getProperty(ORDER) == null && isLinux(system) && !hasProcessor(devices)) {
            system.setProperty(ORDER, "sw");
        }
    }

    private static boolean isLinux(Properties system) {
        return system.getProperty("os.name", "").equals("Linux");
    }

    private static boolean hasProcessor(Path devices) {
        if (!Files.isDirectory(devices)) {
            return false;
        }
        try (Stream<Path> found = Files.list(devices)) {
            return found.anyMatch(device -> device.getFileName().toString().startsWith("render"));
        } catch (IOException unreadable) {
            log.debug("What can compute graphics here is not to be seen", unreadable);
            return true;
        }
    }
}
