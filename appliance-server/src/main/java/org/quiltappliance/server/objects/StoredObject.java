package org.quiltappliance.server.objects;

/**
 * What the store knows of one complete object without reading it.
 *
 * @param storedBytes length of what is stored, and so of what is sent; ranges count in these
 * @param originalBytes length of the content the hash is about, unpacked; {@link #UNKNOWN} where others stored it packed
 *     and noted no length
 */
public record StoredObject(long storedBytes, long originalBytes, ObjectEncoding encoding) {

    /** Not known without reading; {@link ObjectStore#sizes} finds out. */
    public static final long UNKNOWN = -1;
}
