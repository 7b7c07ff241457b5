/**
 * Contents trees: what a revision of a package is made of. A tree is read once from JSON, hashed by the rule of
 * {@code registry-api.md} 4.4, and written back losslessly. Pure: opens nothing, knows no database and no web.
 */
@NullMarked
package org.quiltappliance.server.contents;

import org.jspecify.annotations.NullMarked;
