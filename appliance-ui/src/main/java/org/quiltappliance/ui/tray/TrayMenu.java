package org.quiltappliance.ui.tray;

/** What people can do in the menu of the icon. May be called on any thread; returns at once. */
public interface TrayMenu {

    void openPanel();

    void openCatalog();

    void copyRegistryAddress();

    /** Starts the registry, or stops it. */
    void startOrStop();

    void backUp();

    void quit();
}
