/**
 * What every page stands on: the one observable {@link org.quiltappliance.ui.state.ApplianceStatus}, the one hop onto the
 * JavaFX thread, and work in the background. Knows no page and no control.
 */
@NullMarked
package org.quiltappliance.ui.state;

import org.jspecify.annotations.NullMarked;
