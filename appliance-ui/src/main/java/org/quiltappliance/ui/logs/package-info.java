/**
 * The logs as they are written ({@code control-panel.md} 13.6): read in the background, in batches, while somebody looks;
 * filtered, searched and followed in the window.
 */
@NullMarked
package org.quiltappliance.ui.logs;

import org.jspecify.annotations.NullMarked;
