/** What tests of the window share: snapshots of every kind, commands that remember, a window on a display. */
@NullMarked
package org.quiltappliance.ui.testing;

import org.jspecify.annotations.NullMarked;
