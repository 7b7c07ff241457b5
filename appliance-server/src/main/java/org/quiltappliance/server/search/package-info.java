/**
 * Search: which packages that a caller may see hold all words of a text, best first. Only the revision tagged
 * {@code latest} counts. Beside PostgreSQL its full text search does the work, beside H2 a Lucene index in memory that
 * keeps the same contract: same words, same matches, same ranks. Rules: {@code registry-api.md} 5.2 and 5.3.
 */
@NullMarked
package org.quiltappliance.server.search;

import org.jspecify.annotations.NullMarked;
