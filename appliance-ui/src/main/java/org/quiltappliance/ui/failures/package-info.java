/** Failures that nobody expected: told calmly, with everything that helps to find out about them. */
@NullMarked
package org.quiltappliance.ui.failures;

import org.jspecify.annotations.NullMarked;
