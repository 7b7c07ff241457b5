/**
 * Every setting, by what it concerns ({@code control-panel.md} 4 and 13.8): its value and where that comes from, changed in
 * the form, checked, and written down together.
 */
@NullMarked
package org.quiltappliance.ui.settings;

import org.jspecify.annotations.NullMarked;
