package org.quiltappliance.ui.autostart;

import java.io.IOException;

/** Whether the system opens the program at log-in. Reads and writes files or asks programs; not for the JavaFX thread. */
public interface Autostart {

    /** What the system has now. */
    boolean isOn() throws IOException;

    /** Puts the entry there, or takes it away. */
    void turn(boolean on) throws IOException;

    /** Where the entry is, for people. */
    String place();
}
