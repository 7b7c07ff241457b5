package org.quiltappliance.server.checks;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a port can be listened on ({@code control-panel.md} 13.8).
 *
 * @param holder who has it, or why it is refused, for people; empty unless it is taken
 * @param next a port that is free; 0 unless it is taken
 */
public record PortLook(State state, String holder, int next) {

    /** What was found. */
    public enum State {
        FREE,
        /** This registry runs and has it. */
        OURS,
        /** Somebody else has it. */
        TAKEN,
        /** The system lets nobody of ours have it. */
        REFUSED
    }

    /** One that this registry has itself. */
    public static PortLook ours() {
        return new PortLook(State.OURS, "", 0);
    }

    /** Looks. May take a second. @param other a port that is wanted besides, and not proposed */
    public static PortLook at(String bind, int port, int other) {
        return at(bind, port, other, PortHolders.ofThisComputer());
    }

    static PortLook at(String bind, int port, int other, PortHolders holders) {
        List<String> addresses = LocalPorts.addresses(bind);
        Optional<IOException> refusal = addresses.stream()
                .flatMap(address -> LocalPorts.refusal(address, port).stream())
                .findFirst();
        if (refusal.isEmpty()) {
            return new PortLook(State.FREE, "", 0);
        }
        int next = LocalPorts.nextFree(addresses, port, other);
        String reason = String.valueOf(refusal.get().getMessage());
        return holders.of(port).stream()
                .findFirst()
                .map(holder -> new PortLook(State.TAKEN, holder.text(), next))
                .orElseGet(() -> reason.toLowerCase(Locale.ROOT).contains("in use")
                        ? new PortLook(State.TAKEN, "another program", next)
                        : new PortLook(State.REFUSED, reason, next));
    }
}
