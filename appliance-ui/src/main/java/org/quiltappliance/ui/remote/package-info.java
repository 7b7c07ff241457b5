/** A registry that runs without a window in another process, and what can be done with it from here. */
@NullMarked
package org.quiltappliance.ui.remote;

import org.jspecify.annotations.NullMarked;
