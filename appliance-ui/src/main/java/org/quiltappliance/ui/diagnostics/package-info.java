/** What is wrong, or that nothing is ({@code control-panel.md} 13.9): the checks of a start at any time, and an archive to pass on. */
@NullMarked
package org.quiltappliance.ui.diagnostics;

import org.jspecify.annotations.NullMarked;
