package org.quiltappliance.server.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.lifecycle.Fix.UsePort;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.Problems;

/** What {@code netsh interface ipv4 show excludedportrange protocol=tcp} prints. */
class ReservedPortsTest {

    private static final List<String> LINES = List.of(
            "",
            "Ausgeschlossener Portbereich für Protokoll \"tcp\"",
            "",
            "Startport    Endport",
            "----------    --------",
            "      4990        5089",
            "     50000       50059     *",
            "",
            "* - Verwaltete Portausschlüsse.");

    private final ReservedPorts reserved = new ReservedPorts(() -> LINES);

    @Test
    void rangesAreFoundInEveryLanguage() {
        assertThat(reserved.of(5000)).contains(new ReservedPorts.Range(4990, 5089));
        assertThat(reserved.of(50059)).contains(new ReservedPorts.Range(50000, 50059));
        assertThat(reserved.of(5090)).isEmpty();
        assertThat(reserved.of(3000)).isEmpty();
    }

    @Test
    void reservedPortIsToldWithItsRangeAndOneBehindIt() {
        var check = new PortCheck(
                "APPLIANCE_REGISTRY_PORT",
                "127.0.0.1",
                5000,
                3000,
                port -> List.of(),
                PortPublishers.nobody(),
                Optional.empty(),
                new Problems(Clock.systemUTC()));

        var problem = check.reserved(reserved).problem().orElseThrow();

        assertThat(problem.code()).isEqualTo(ProblemCode.PORT_RESERVED);
        assertThat(problem.message()).contains("4990 to 5089");
        assertThat(problem.fixes().get(0))
                .isInstanceOfSatisfying(
                        UsePort.class, fix -> assertThat(fix.port()).isGreaterThan(5089));
    }
}
