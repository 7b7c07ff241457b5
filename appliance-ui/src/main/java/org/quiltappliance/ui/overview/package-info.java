/**
 * The first page ({@code control-panel.md} 13.1): the addresses, how the parts are and what is stored while the registry
 * runs; the steps while it starts; why it does not run when it failed.
 */
@NullMarked
package org.quiltappliance.ui.overview;

import org.jspecify.annotations.NullMarked;
