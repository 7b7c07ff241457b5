package org.quiltappliance.ui.state;

import org.quiltappliance.server.lifecycle.Fix;

/** What people can tell the appliance to do from anywhere in the window. Each returns at once; the snapshot tells the rest. */
public interface Commands {

    void start();

    /** Asks first when something would be lost. */
    void stop();

    void restart();

    /** Does what the settings say of closing the window; asks where they say so. */
    void close();

    /** Stops what runs and ends the program; asks first when people would notice. */
    void quit();

    /** Opens the catalog in the browser. */
    void openCatalog();

    /** Puts the address for clients into the clipboard. */
    void copyRegistryAddress();

    /** Makes a backup now. */
    void backUp();

    /** Tells what a page is for. @param page the word of its texts */
    void help(String page);

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
