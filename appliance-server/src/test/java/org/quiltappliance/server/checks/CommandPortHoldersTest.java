package org.quiltappliance.server.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandPortHoldersTest {

    private static final long NOBODY = 4_000_000_000L;

    @Test
    void readsWhatLsofPrints() {
        var lines = List.of("p" + NOBODY, "cControlCe", "Lann", "f10", "n*:5000", "f11", "n[::1]:5000");

        var holders = CommandPortHolders.readLsof(lines, 5000);

        assertThat(holders).extracting(PortHolder::address).containsExactly("*", "::1");
        assertThat(holders).extracting(PortHolder::user).containsOnly(Optional.of("ann"));
        assertThat(holders)
                .extracting(holder -> holder.program().orElseThrow().name())
                .containsOnly("ControlCe");
        assertThat(holders.get(0).isOnAllAddresses()).isTrue();
    }

    @Test
    void readsWhatNetstatPrintsInAnyLanguage() {
        var lines = List.of(
                "",
                "Aktive Verbindungen",
                "  Proto  Lokale Adresse         Remoteadresse          Status           PID",
                "  TCP    127.0.0.1:5000         0.0.0.0:0              ABHÖREN          " + NOBODY,
                "  TCP    [::]:5000              [::]:0                 ABHÖREN          " + NOBODY,
                "  TCP    127.0.0.1:5000         127.0.0.1:60000        HERGESTELLT      " + NOBODY,
                "  TCP    127.0.0.1:15000        0.0.0.0:0              ABHÖREN          " + NOBODY,
                "  UDP    0.0.0.0:5000           *:*                                     " + NOBODY);

        assertThat(CommandPortHolders.readNetstat(lines, 5000))
                .extracting(PortHolder::address)
                .containsExactly("127.0.0.1", "::");
    }
}
