package org.quiltappliance.ui.testing;

import org.quiltappliance.ui.autostart.Autostart;

/** An entry that is there or not. */
public final class SomeAutostart implements Autostart {

    private boolean on;

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public void turn(boolean wanted) {
        on = wanted;
    }

    @Override
    public String place() {
        return "/home/ana/.config/autostart/quilt-appliance-7f3a.desktop";
    }
}
