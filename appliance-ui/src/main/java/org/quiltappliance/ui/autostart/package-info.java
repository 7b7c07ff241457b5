/**
 * Opening the program when its user logs in ({@code control-panel.md} AS-1). What the system really has is read each time,
 * and nothing is put there again that somebody took away.
 */
@NullMarked
package org.quiltappliance.ui.autostart;

import org.jspecify.annotations.NullMarked;
