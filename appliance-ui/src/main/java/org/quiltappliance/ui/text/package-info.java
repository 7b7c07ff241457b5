/** The words of the window ({@code control-panel.md} UI-5): texts by key, and numbers, sizes and times as people read them. */
@NullMarked
package org.quiltappliance.ui.text;

import org.jspecify.annotations.NullMarked;
