/** Tests of contents trees; {@link org.quiltappliance.server.contents.Trees} makes small ones. */
@NullMarked
package org.quiltappliance.server.contents;

import org.jspecify.annotations.NullMarked;
