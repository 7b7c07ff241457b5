/** Tests of the values and verbs of data inventory. */
@NullMarked
package org.quiltappliance.server.inventory;

import org.jspecify.annotations.NullMarked;
