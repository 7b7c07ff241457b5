/**
 * Tables of packages, read row by row: windows of rows, summaries of columns, statements of people, and what differs between two
 * tables ({@code catalog.md} 12.3, 13). The engine that does it is not trusted: it runs in a process of its own
 * ({@link org.quiltappliance.server.tables.worker}), which this package feeds with one task at a time, watches, and kills. Whoever
 * may not see a package gets the answer for a missing one, as everything begins with a {@code Look}.
 */
@NullMarked
package org.quiltappliance.server.tables;

import org.jspecify.annotations.NullMarked;
