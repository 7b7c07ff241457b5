package org.quiltappliance.ui;

import javafx.application.Application;

/** Starts the control panel. Not itself an {@link Application}, so that JavaFX may lie on the class path. */
public final class Main {

    private Main() {}

    /** Ends with the codes of the command: 0 as wished, 1 failed, 3 refused, 130 interrupted. */
    public static void main(String[] arguments) {
        Renderer.choose(System.getProperties(), Renderer.DEVICES);
        System.exit(ControlPanel.run(arguments));
    }
}
