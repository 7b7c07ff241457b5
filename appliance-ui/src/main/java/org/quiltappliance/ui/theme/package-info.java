/**
 * How the window looks: style sheets with named colours, fonts, the mark, and icons by what they mean. State reaches the
 * style sheets by style classes and pseudo-classes; nothing is coloured in Java.
 */
@NullMarked
package org.quiltappliance.ui.theme;

import org.jspecify.annotations.NullMarked;
