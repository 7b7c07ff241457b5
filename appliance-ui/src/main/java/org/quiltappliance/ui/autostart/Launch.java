package org.quiltappliance.ui.autostart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the program is opened without anybody in front of it.
 *
 * @param id different for each home folder; letters, digits and hyphens
 * @param command the program and its arguments
 */
public record Launch(String id, List<String> command) {

    /** Where an installed program is; set by its launcher. */
    private static final String INSTALLED = "jpackage.app-path";

    public Launch {
        command = List.copyOf(command);
    }

    /**
     * As this process was launched.
     *
     * @param instance of the home folder
     * @param main the main class
     * @param arguments for the program
     */
    public static Launch like(String instance, Class<?> main, List<String> arguments) {
        var command = new ArrayList<String>();
        Optional.ofNullable(System.getProperty(INSTALLED)).ifPresentOrElse(command::add, () -> {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-cp");
            command.add(System.getProperty("java.class.path"));
            command.add(main.getName());
        });
        command.addAll(arguments);
        return new Launch("quilt-appliance-" + instance, command);
    }
}
