/**
 * Closing the window and quitting ({@code control-panel.md} section 14 and 15.4): what people are asked before, and how the
 * registry comes to rest first.
 */
@NullMarked
package org.quiltappliance.ui.exit;

import org.jspecify.annotations.NullMarked;
