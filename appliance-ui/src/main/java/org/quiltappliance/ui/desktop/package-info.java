/**
 * How people have set up their desktop: dark or light, strong contrast, little movement. This version of the toolkit
 * cannot tell, so the programs of the system are asked, away from the JavaFX thread and not for long.
 */
@NullMarked
package org.quiltappliance.ui.desktop;

import org.jspecify.annotations.NullMarked;
