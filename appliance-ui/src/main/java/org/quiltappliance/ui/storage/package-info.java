/** Storage ({@code control-panel.md} 13.5): where the data are, what takes the room, and what makes room. */
@NullMarked
package org.quiltappliance.ui.storage;

import org.jspecify.annotations.NullMarked;
