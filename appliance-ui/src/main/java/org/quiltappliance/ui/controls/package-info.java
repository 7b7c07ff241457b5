/** Small controls that know nothing of the appliance but its states. */
@NullMarked
package org.quiltappliance.ui.controls;

import org.jspecify.annotations.NullMarked;
