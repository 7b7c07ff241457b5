package org.quiltappliance.server;

import java.util.List;
import java.util.Optional;

/**
 * Who can reach the registry, and who could ({@code control-panel.md} SE-3, SE-4).
 *
 * @param bind the address that the settings name
 * @param addresses under which others could reach this computer
 * @param refusal why it cannot be shared now, and what to do about that; empty when it can
 * @param encrypted whether what is sent can be read on the way
 * @param closesSignUp whether strangers can no longer make accounts by themselves once it is shared
 */
public record Sharing(
        String bind, List<Address> addresses, Optional<String> refusal, boolean encrypted, boolean closesSignUp) {

    /** Every address of this computer, those of later networks included. */
    public static final String EVERYWHERE = "0.0.0.0";

    public Sharing {
        addresses = List.copyOf(addresses);
    }

    /** An address of this computer. @param network its name */
    public record Address(String address, String network) {}
}
