package org.quiltappliance.ui.tray;

import java.util.Optional;

/** An icon in the tray of the desktop. */
public interface Tray extends AutoCloseable {

    /** Shows this from now on. */
    void show(TrayLook look);

    /** Tells people something that they may want to act on. */
    void tell(String title, String text);

    @Override
    void close();

    /** Looks for the tray. */
    @FunctionalInterface
    interface Finder {
        /**
         * Puts an icon there. Called on a thread of its own, because some desktops let this wait for ever.
         *
         * @return empty where there is no tray
         */
        Optional<Tray> find(TrayMenu menu);
    }
}
