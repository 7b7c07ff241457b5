package org.quiltappliance.ui.controls;

/** A page that can be read anew while it is shown ({@code control-panel.md} 12.3). */
public interface Refreshable {

    void refresh();
}
