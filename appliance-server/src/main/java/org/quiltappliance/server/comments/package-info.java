/** Comments on a package: added by whoever sees it, never changed (registry-api.md 2.12). */
@NullMarked
package org.quiltappliance.server.comments;

import org.jspecify.annotations.NullMarked;
