/** How people bring the quilt client to this registry ({@code control-panel.md} 13.2): commands to copy, as they must be typed. */
@NullMarked
package org.quiltappliance.ui.connect;

import org.jspecify.annotations.NullMarked;
