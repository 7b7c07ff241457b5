package org.quiltappliance.server.inventory;

/**
 * Who or what takes room in the store.
 *
 * @param name of an owner, or {@code owner/name} of a package
 * @param packages how many these are
 * @param files different objects of all revisions
 * @param bytes of these, unpacked
 */
public record Room(String name, long packages, long files, long bytes) {}
