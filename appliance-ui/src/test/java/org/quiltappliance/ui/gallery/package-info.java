/** Pictures of every page in every state, and a page with every control, to be looked at. */
@NullMarked
package org.quiltappliance.ui.gallery;

import org.jspecify.annotations.NullMarked;
