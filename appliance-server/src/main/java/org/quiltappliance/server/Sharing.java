package org.quiltappliance.server;

import java.util.List;
import java.util.Optional;

/**
 * Who can reach the registry, and who could ({@code control-panel.md} SE-3, SE-4).
 *
 * @param bind the address that the settings name
 * @param shared whether others than the people at this computer can reach it, directly or through a proxy
 * @param named whether the settings name an address that leads others here; without one, links lead to the address it
 *     listens on
 * @param addresses under which others could reach this computer
 * @param refusal why it cannot be shared now, and what to do about that; empty when it can
 * @param encrypted whether what is sent can be read on the way
 * @param closesSignUp whether strangers can no longer make accounts by themselves once it is shared
 */
public record Sharing(
        String bind,
        boolean shared,
        boolean named,
        List<Address> addresses,
        Optional<String> refusal,
        boolean encrypted,
        boolean closesSignUp) {

    /** Every address of this computer, those of later networks included. */
    public static final String EVERYWHERE = "0.0.0.0";

    public Sharing {
        addresses = List.copyOf(addresses);
    }

    /**
     * Whether links would lead others here although it listens on no address in particular: there has to be a name that
     * means this computer to them.
     */
    public boolean offersEverywhere() {
        return named;
    }

    /** Whether others who reach it are led on by its links, too. */
    public boolean isUsableElsewhere() {
        return shared && (named || !bind.equals(EVERYWHERE) && !bind.equals("::"));
    }

    /** An address of this computer. @param network its name */
    public record Address(String address, String network) {}
}
