/**
 * Object bytes, known by owner and hash: the {@link org.quiltappliance.server.objects.ObjectStore} with its variants,
 * and the signed links by which clients reach them. An object is immutable and complete or absent; what is stored under
 * a hash has that hash. Rules: {@code registry-api.md} section 7, {@code client-protocol.md} section 8.
 */
@NullMarked
package org.quiltappliance.server.objects;

import org.jspecify.annotations.NullMarked;
