/** Who may reach the registry ({@code control-panel.md} SE-3, SE-4): asked in a dialog, with what it means and why it may be refused. */
@NullMarked
package org.quiltappliance.ui.share;

import org.jspecify.annotations.NullMarked;
