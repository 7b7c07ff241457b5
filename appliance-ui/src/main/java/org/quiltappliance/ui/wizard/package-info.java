/**
 * The first run ({@code control-panel.md} 9.3): what a registry is to be, asked page by page, checked and started. Nothing
 * is written down before the last page, so it can be left and taken up again anywhere. The rules are the appliance's.
 */
@NullMarked
package org.quiltappliance.ui.wizard;

import org.jspecify.annotations.NullMarked;
