/**
 * Comments on a package: added by whoever sees it (registry-api.md 2.12), changed and removed by their authors for a while,
 * hidden by its owner ({@code catalog.md} 12.17).
 */
@NullMarked
package org.quiltappliance.server.comments;

import org.jspecify.annotations.NullMarked;
