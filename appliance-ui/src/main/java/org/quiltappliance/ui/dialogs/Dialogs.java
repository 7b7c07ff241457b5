package org.quiltappliance.ui.dialogs;

/** Where dialogs are shown. */
public interface Dialogs {

    /** Shows it in front of everything else, in the place of the one before. */
    void show(Dialog dialog);

    /** Takes away the one that is shown. */
    void close();

    /** Whether one is shown. */
    boolean isShown();
}
