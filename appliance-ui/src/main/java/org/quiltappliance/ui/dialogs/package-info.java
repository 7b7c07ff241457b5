/**
 * Questions and small forms in front of a page ({@code control-panel.md} section 14). One at a time; Escape is always the
 * answer that changes nothing.
 */
@NullMarked
package org.quiltappliance.ui.dialogs;

import org.jspecify.annotations.NullMarked;
