/** Backups ({@code control-panel.md} 13.7): made, verified, restored, packed into a file, taken out of one, removed. */
@NullMarked
package org.quiltappliance.ui.backups;

import org.jspecify.annotations.NullMarked;
