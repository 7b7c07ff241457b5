package org.quiltappliance.ui.tray;

import org.quiltappliance.server.lifecycle.ApplianceState;

/**
 * What the icon and its menu show.
 *
 * @param state decides the shape and the colour of the icon
 * @param tooltip everything in a line
 * @param line the first line of the menu
 * @param action what the menu offers to do with the registry
 * @param isUp whether there is something to open, to copy and to back up
 */
public record TrayLook(ApplianceState state, String tooltip, String line, String action, boolean isUp, Words words) {

    /** The other lines of the menu. */
    public record Words(String openPanel, String openCatalog, String copy, String backUp, String quit) {}
}
