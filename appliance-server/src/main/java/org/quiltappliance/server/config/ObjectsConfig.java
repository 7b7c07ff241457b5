package org.quiltappliance.server.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What becomes of objects.
 *
 * @param delivery by which way clients get and send their bytes
 * @param linkLifetime how long a signed link is good for (APPLIANCE_URL_EXPIRY)
 * @param verifyOnPush whether a push is refused while objects are missing (APPLIANCE_VERIFY_OBJECTS)
 * @param keepFreeBytes uploads are refused when less than this would be left on the disk of a folder
 */
public record ObjectsConfig(
        StoreConfig store, Delivery delivery, Duration linkLifetime, boolean verifyOnPush, long keepFreeBytes) {

    /** How bytes travel (APPLIANCE_OBJECT_DELIVERY, design decision 6). */
    public enum Delivery {
        /** Through the registry's port. */
        PROXY,
        /** Between the client and the S3 server, by its own signed links. */
        DIRECT
    }

    /** In a folder, through the registry's port. */
    public ObjectsConfig(Path folder, boolean durable, Duration linkLifetime, boolean verifyOnPush, long keepFree) {
        this(new StoreConfig.Folder(folder, durable), Delivery.PROXY, linkLifetime, verifyOnPush, keepFree);
    }

    /** The same with another limit. */
    public ObjectsConfig keepingFree(long bytes) {
        return new ObjectsConfig(store, delivery, linkLifetime, verifyOnPush, bytes);
    }

    /** The same with links that live at least that long. */
    public ObjectsConfig linkingAtLeast(Duration least) {
        return linkLifetime.compareTo(least) >= 0
                ? this
                : new ObjectsConfig(store, delivery, least, verifyOnPush, keepFreeBytes);
    }

    /** The same in another place. */
    public ObjectsConfig in(StoreConfig place) {
        return new ObjectsConfig(place, delivery, linkLifetime, verifyOnPush, keepFreeBytes);
    }
}
