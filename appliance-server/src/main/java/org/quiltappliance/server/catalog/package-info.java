/**
 * What the web catalog shows beyond the registry's own routes ({@code catalog.md} section 13): a look into every revision, what
 * differs between two, search with filters, and the lists of administrators. Reads and records nothing, but for the two events of
 * section 13. Whoever may not see a package gets the answer for a missing one.
 */
@NullMarked
package org.quiltappliance.server.catalog;

import org.jspecify.annotations.NullMarked;
