/**
 * What there is, as the administrator of the computer looks at it ({@code control-panel.md} 13.4, 13.5): packages whoever
 * may see them, page by page, one of them with all its names, and who takes the most room. Only reads. A list is never
 * loaded as a whole: whoever shows it asks for the rows that somebody looks at.
 */
@NullMarked
package org.quiltappliance.server.inventory;

import org.jspecify.annotations.NullMarked;
