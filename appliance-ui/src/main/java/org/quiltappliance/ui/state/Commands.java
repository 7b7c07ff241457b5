package org.quiltappliance.ui.state;

import org.quiltappliance.server.lifecycle.Fix;

/** What people can tell the appliance to do from anywhere in the window. Each returns at once; the snapshot tells the rest. */
public interface Commands {

    void start();

    /** Asks first when something would be lost. */
    void stop();

    void restart();

    /** Stops what runs and ends the program; asks first when people would notice. */
    void quit();

    /** Gives up the start that is under way. */
    void cancelStart();

    /** Gives up the long task that is under way. */
    void cancelActivity();

    /** Shows what the other mode means, and goes on in it when that is wished. */
    void switchMode();

    /** Shows how the appliance is set up, or says why that is over. */
    void setUp();

    /** Does what a button of a problem says. */
    void apply(Fix fix);
}
