/** Packages ({@code control-panel.md} 13.4): found, looked at, verified, deleted, whoever may see them. */
@NullMarked
package org.quiltappliance.ui.packages;

import org.jspecify.annotations.NullMarked;
