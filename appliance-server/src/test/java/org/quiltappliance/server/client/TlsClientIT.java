package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.testing.TcpBalancer;

/** The real client and a registry with a certificate of its own. */
@ExtendWith(Testbed.Extension.class)
@TestInstance(Lifecycle.PER_CLASS)
class TlsClientIT {

    private final ClientTools tools;
    private RunningAppliance appliance;

    @TempDir
    Path folder;

    TlsClientIT(ClientTools tools) {
        this.tools = tools;
    }

    @BeforeAll
    void start(@TempDir Path home) {
        appliance = RunningAppliance.started(home.resolve("appliance"), Map.of("APPLIANCE_TLS", "self-signed"));
    }

    @AfterAll
    void stop() {
        appliance.close();
    }

    private QuiltCli machine(String name, URI registry) {
        return new QuiltCli(tools, folder.resolve(name)).configured(registry);
    }

    private QuiltCli trusting(QuiltCli machine) {
        return machine.with("REQUESTS_CA_BUNDLE", appliance.authority().toString());
    }

    @Test
    @Tag("AT-28")
    void whoHasTheAuthoritySignsInPushesAndInstalls() {
        var sender = trusting(machine("sender", appliance.registry()));

        sender.quiltTyping(appliance.code(appliance.admin()) + "\n", "login").succeeded();
        String hash = DemoPackage.pushed(sender, "admin/encrypted", "over https", "--public");
        var receiver = trusting(machine("receiver", appliance.registry()));
        receiver.quilt("install", "admin/encrypted").succeeded();

        assertThat(receiver.latest("admin/encrypted")).isEqualTo(hash);
    }

    @Test
    void whoDoesNotHaveTheAuthorityIsStopped() {
        var outcome = machine("unknowing", appliance.registry()).quilt("search", "anything");

        assertThat(outcome.stderr()).contains("CERTIFICATE_VERIFY_FAILED");
    }

    @Test
    @Tag("AT-28")
    void wrongHostNameIsRejected() {
        try (var elsewhere = new TcpBalancer("127.0.0.2")
                .to("127.0.0.1", appliance.registry().getPort())) {
            var wrong = URI.create("https://127.0.0.2:" + elsewhere.port());

            var outcome = trusting(machine("misled", wrong)).quilt("search", "anything");

            assertThat(outcome.stderr()).contains("127.0.0.2").containsPattern("(?i)match|mismatch");
        }
    }
}
