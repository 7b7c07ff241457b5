/**
 * Test and persistent mode ({@code control-panel.md} section 9): what happens to the data of a test mode at a stop, and the
 * change from one to the other.
 */
@NullMarked
package org.quiltappliance.ui.mode;

import org.jspecify.annotations.NullMarked;
