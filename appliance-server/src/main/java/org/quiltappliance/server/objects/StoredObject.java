package org.quiltappliance.server.objects;

/**
 * What the store knows of one complete object without reading it.
 *
 * @param storedBytes length of what is stored, and so of what is sent; ranges count in these
 * @param originalBytes length of the content the hash is about, unpacked
 */
public record StoredObject(long storedBytes, long originalBytes, ObjectEncoding encoding) {}
