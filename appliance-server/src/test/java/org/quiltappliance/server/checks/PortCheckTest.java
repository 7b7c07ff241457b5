package org.quiltappliance.server.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.lifecycle.Fix.UsePort;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.testing.FreePort;

class PortCheckTest {

    private static final long US = ProcessHandle.current().pid();
    private static final Problems PROBLEMS = new Problems(Clock.systemUTC());

    private static PortCheck check(int port, PortHolders holders) {
        return new PortCheck(
                "APPLIANCE_REGISTRY_PORT",
                "127.0.0.1",
                port,
                0,
                holders,
                PortPublishers.nobody(),
                Optional.empty(),
                PROBLEMS);
    }

    private static ServerSocket listener(String address) throws IOException {
        return new ServerSocket(0, 1, InetAddress.getByName(address));
    }

    private static PortHolder holder(String address, int port, String name) {
        return new PortHolder(address, port, Optional.of("ann"), Optional.of(new PortHolder.Program(12, name, name)));
    }

    @Test
    void freePortIsGood() throws IOException {
        int port = FreePort.find();

        assertThat(check(port, PortHolders.ofThisComputer()).find().outcome()).isEqualTo(Outcome.OK);
        try (var socket = new ServerSocket(port)) {
            assertThat(socket.isBound()).as("the check lets go of the port").isTrue();
        }
    }

    @Test
    void takenPortNamesTheHolderAndTheNextFreeOne() throws IOException {
        try (var other = listener("127.0.0.1")) {
            int port = other.getLocalPort();

            Problem problem =
                    check(port, PortHolders.ofThisComputer()).find().problem().orElseThrow();

            assertThat(problem.code()).isEqualTo(ProblemCode.PORT_IN_USE);
            assertThat(problem.message()).contains("(process " + US + ", user ").contains("127.0.0.1:" + port);
            assertThat(problem.fixes().get(0))
                    .isInstanceOfSatisfying(
                            UsePort.class,
                            fix -> assertThat(LocalPorts.refusal("127.0.0.1", fix.port()))
                                    .isEmpty());
        }
    }

    @Test
    void listenerOnTheOtherLoopbackAddressIsFoundToo() throws IOException {
        try (var other = listener("::1")) {
            int port = other.getLocalPort();

            Problem problem =
                    check(port, PortHolders.ofThisComputer()).find().problem().orElseThrow();

            assertThat(problem.message()).contains("is already listening on [::1]:" + port);
        }
    }

    @Test
    void holderWithoutANameIsAnotherProgram() throws IOException {
        try (var other = listener("127.0.0.1")) {
            Problem problem = check(other.getLocalPort(), port -> List.of())
                    .find()
                    .problem()
                    .orElseThrow();

            assertThat(problem.message()).startsWith("Another program is already listening");
            assertThat(problem.evidence()).isNotEmpty();
        }
    }

    @Test
    void airPlayHasItsOwnText() throws IOException {
        try (var other = listener("127.0.0.1")) {
            Problem problem = check(other.getLocalPort(), port -> List.of(holder("*", port, "ControlCenter")))
                    .find()
                    .problem()
                    .orElseThrow();

            assertThat(problem.title()).endsWith("for AirPlay");
        }
    }

    @Test
    void earlierRunOfOursIsKnown() throws IOException {
        try (var other = listener("127.0.0.1")) {
            var check = new PortCheck(
                    "APPLIANCE_REGISTRY_PORT",
                    "127.0.0.1",
                    other.getLocalPort(),
                    0,
                    port -> List.of(holder("127.0.0.1", port, "java")),
                    PortPublishers.nobody(),
                    Optional.of(new PortCheck.Earlier(12, Instant.EPOCH)),
                    PROBLEMS);

            assertThat(check.find().problem().orElseThrow().title()).isEqualTo("An earlier run is still closing");
        }
    }

    @Test
    void listenerOnAllAddressesBesideUsIsAWarning() throws IOException {
        int free = FreePort.find();

        var finding =
                check(free, port -> List.of(holder("0.0.0.0", port, "nginx"))).find();

        assertThat(finding.outcome()).isEqualTo(Outcome.WARN);
        assertThat(finding.detail()).startsWith("nginx (process 12, user ann) also listens on port " + free);
    }

    @Test
    void nextFreePortIsNotTheOneWeWantBesides() throws IOException {
        int port = FreePort.find();
        int next = LocalPorts.nextFree(List.of("127.0.0.1"), port, 0);

        assertThat(LocalPorts.nextFree(List.of("127.0.0.1"), port, next)).isGreaterThan(next);
    }

    @Test
    void privilegedPortsAreNotOffered() {
        assertThat(LocalPorts.nextFree(List.of("127.0.0.1"), 80, 0)).isGreaterThan(1023);
    }
}
