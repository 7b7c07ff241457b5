package org.quiltappliance.ui.desktop;

/**
 * What people want of everything on their desktop ({@code control-panel.md} UI-4, UI-6).
 *
 * @param dark whether windows are dark
 * @param contrast whether words and borders stand out more than usual
 * @param still whether nothing moves that need not
 */
public record DesktopLook(boolean dark, boolean contrast, boolean still) {

    /** Of a desktop that says nothing. */
    public static final DesktopLook USUAL = new DesktopLook(false, false, false);
}
