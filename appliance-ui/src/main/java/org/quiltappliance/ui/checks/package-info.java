/** What checks of the computer found, wherever they are shown ({@code control-panel.md} PF-10). */
@NullMarked
package org.quiltappliance.ui.checks;

import org.jspecify.annotations.NullMarked;
