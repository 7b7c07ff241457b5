/** What the buttons of problems do in the window ({@code control-panel.md} ER-1): ask what is missing, and let the service do it. */
@NullMarked
package org.quiltappliance.ui.fixes;

import org.jspecify.annotations.NullMarked;
