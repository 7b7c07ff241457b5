package org.quiltappliance.server.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReachTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker0",
                "br-c9ac6d9e9ae9",
                "veth1a2b3c4",
                "podman0",
                "cni-podman0",
                "virbr0",
                "lxcbr0",
                "lxdbr0"
            })
    void networksOfContainersEndHere(String network) {
        assertThat(Reach.endsHere(network)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"eth0", "enp3s0", "wlan0", "wlp2s0", "en0", "br0", "br-lan", "tailscale0", "wg0", "bond0"})
    void networksWithOtherComputersDoNot(String network) {
        assertThat(Reach.endsHere(network)).isFalse();
    }

    @Test
    void addressesThatPeopleCanTypeComeFirst() {
        assertThat(Reach.addresses())
                .isSortedAccordingTo(Comparator.comparing(one -> one.address().contains(":")));
    }

    @Test
    void noAddressOfAnEngineIsOfferedToOthers() {
        assertThat(Reach.addresses()).noneMatch(address -> Reach.endsHere(address.network()));
    }
}
