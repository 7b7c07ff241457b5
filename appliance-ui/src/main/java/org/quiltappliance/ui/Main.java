package org.quiltappliance.ui;

import javafx.application.Application;

/** Starts the control panel. Not itself an {@link Application}, so that JavaFX may lie on the class path. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Application.launch(ControlPanel.class, arguments);
    }
}
