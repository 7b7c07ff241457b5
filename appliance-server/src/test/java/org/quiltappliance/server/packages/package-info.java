/** Tests of the values and verbs of data packages. */
@NullMarked
package org.quiltappliance.server.packages;

import org.jspecify.annotations.NullMarked;
