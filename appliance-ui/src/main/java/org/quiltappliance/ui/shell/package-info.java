/**
 * The frame around all pages ({@code control-panel.md} section 12): the state, the pages to choose from, the stripe of the
 * test mode, notices, and what is under way.
 */
@NullMarked
package org.quiltappliance.ui.shell;

import org.jspecify.annotations.NullMarked;
