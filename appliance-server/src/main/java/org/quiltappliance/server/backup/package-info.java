/**
 * The one archive format that no database engine and no store kind shows through, and what is done with it: backup,
 * restore, carry-over, moves, verifying and cleaning up ({@code control-panel.md} section 10, ADR 8). A snapshot counts
 * from its file {@code COMPLETE} on, which is written last; what is imported becomes visible in one transaction; nothing
 * here changes the data it reads.
 */
@NullMarked
package org.quiltappliance.server.backup;

import org.jspecify.annotations.NullMarked;
