package org.quiltappliance.ui.testing;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Classes of this module that a test runs in a process of their own. */
public final class Programs {

    private Programs() {}

    /** That class, with the class path of the tests, and windows that are drawn in the same way on every computer. */
    public static ProcessBuilder java(Class<?> main, String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Dprism.order=sw");
        // They end before the second stage of the compiler has paid for itself.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of(options));
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .replace('\n', File.pathSeparatorChar));
        command.add(main.getName());
        return new ProcessBuilder(command);
    }
}
