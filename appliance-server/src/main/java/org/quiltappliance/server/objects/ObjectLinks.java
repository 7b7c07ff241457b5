package org.quiltappliance.server.objects;

import org.quiltappliance.server.contents.Hash;

/**
 * Links by which clients reach objects without any header ({@code registry-api.md} 7.2, {@code client-protocol.md} 8.5).
 * Each is good for one method on one object until its time is over, any number of times.
 */
public interface ObjectLinks {

    /** Makes many links that begin to live now. */
    LinkWriter writer(LinkMethod method, String owner);

    /** One link, absolute. */
    default String link(LinkMethod method, String owner, Hash hash) {
        return writer(method, owner).link(hash);
    }
}
