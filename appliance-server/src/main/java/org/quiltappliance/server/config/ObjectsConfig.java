package org.quiltappliance.server.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where object bytes are.
 *
 * @param folder holds {@code objs/<owner>/<hash>}; made when missing
 * @param durable whether an upload is flushed to the disk before it is acknowledged
 * @param linkLifetime how long a signed link is good for (APPLIANCE_URL_EXPIRY)
 * @param verifyOnPush whether a push is refused while objects are missing (APPLIANCE_VERIFY_OBJECTS)
 * @param keepFreeBytes uploads are refused when less than this would be left on the disk
 */
public record ObjectsConfig(
        Path folder, boolean durable, Duration linkLifetime, boolean verifyOnPush, long keepFreeBytes) {

    /** The same with another limit. */
    public ObjectsConfig keepingFree(long bytes) {
        return new ObjectsConfig(folder, durable, linkLifetime, verifyOnPush, bytes);
    }
}
