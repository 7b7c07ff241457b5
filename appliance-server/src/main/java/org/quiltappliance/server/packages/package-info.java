/**
 * Data packages: named {@code owner/name}, made of revisions that are known by the hash of their contents, with tags,
 * versions and a log. A {@link org.quiltappliance.server.packages.PackageName} and a {@link
 * org.quiltappliance.server.packages.VersionString} cannot be wrong once made. Rules: {@code registry-api.md} sections
 * 2.5 to 2.9, 4.6 and 6.
 */
@NullMarked
package org.quiltappliance.server.packages;

import org.jspecify.annotations.NullMarked;
