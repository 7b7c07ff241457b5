/**
 * The program's icon in the tray of the desktop ({@code control-panel.md} 15.1): what it shows and says, and how a desktop
 * without a tray is told from one that has it. The toolkit of the tray is known to one class.
 */
@NullMarked
package org.quiltappliance.ui.tray;

import org.jspecify.annotations.NullMarked;
