package org.quiltappliance.server.checks;

/**
 * An address of this computer.
 *
 * @param address as one writes it, without a zone
 * @param network by which name the system knows its network
 */
public record LocalAddress(String address, String network) {

    /** For people. */
    @Override
    public String toString() {
        return address + " (" + network + ")";
    }
}
