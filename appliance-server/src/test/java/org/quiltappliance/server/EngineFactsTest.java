package org.quiltappliance.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.containers.ContainerSpec;
import org.quiltappliance.server.containers.docker.DockerFinding;

/** What {@code docker.json} of a diagnostics archive says ({@code control-panel.md} DG-3). */
class EngineFactsTest extends ServiceSetup {

    private Optional<JsonNode> facts() {
        return new EngineFacts(test.source(), Clock.systemUTC(), test.engine).tell();
    }

    @Test
    void testModeHasNothingToTell() {
        assertThat(facts()).isEmpty();
        assertThat(test.engine.opened()).isZero();
    }

    @Test
    void engineAndOurThingsAreToldAndNoOthers() throws Exception {
        var service = test.withContainer().withImage().started();
        String id = service.snapshot().instanceId();
        test.containers.withImage("nginx:1", ServiceUnderTest.image("3"));
        test.containers.create(ContainerSpec.of("foreign-container", "nginx:1"));
        test.containers.createVolume("foreign-volume", Map.of());
        test.containers.createNetwork("foreign-network", Map.of());

        JsonNode json = service.facts().path("docker");

        assertThat(json.path("engine").path("version").asText()).isEqualTo("20.10.24");
        assertThat(json.path("engine").path("apiVersion").asText()).isEqualTo("1.41");
        assertThat(json.path("engine").path("architecture").asText()).isEqualTo("amd64");
        assertThat(json.path("engine").path("rootless").asBoolean(true)).isFalse();
        assertThat(json.path("containers")).hasSize(1);
        JsonNode store = json.path("containers").get(0);
        assertThat(store.path("name").asText()).isEqualTo("quilt-appliance-" + id + "-store");
        assertThat(store.path("state").asText()).isEqualTo("running");
        assertThat(store.path("ports").get(0).asText()).startsWith("127.0.0.1:");
        assertThat(store.path("environmentNames").toString()).contains("MINIO_BROWSER");
        assertThat(json.path("volumes").get(0).path("name").asText()).isEqualTo("quilt-appliance-" + id + "-objects");
        assertThat(json.path("networks").get(0).path("name").asText()).isEqualTo("quilt-appliance-" + id);
        assertThat(json.toString()).doesNotContain("foreign");
        String secret = test.source().files().written().get("AWS_SECRET_ACCESS_KEY");
        assertThat(secret).isNotBlank();
        assertThat(json.toString()).doesNotContain(secret);
        test.end();
        assertThat(test.engine.closed()).isEqualTo(test.engine.opened());
    }

    @Test
    void missingEngineIsToldAsSuch() {
        test.withContainer();
        test.engine.findInstead(new DockerFinding.NotInstalled(List.of("/var/run/docker.sock: not there")));

        var json = facts().orElseThrow();

        assertThat(json.path("problem").path("code").asText()).isEqualTo("DOCKER_NOT_INSTALLED");
        assertThat(json.toString()).contains("/var/run/docker.sock: not there");
    }

    @Test
    void engineThatFallsSilentMeanwhileIsTold() {
        test.withContainer();
        test.source().settle();
        var service = test.open();
        test.containers.vanish();
        test.engine.findInstead(new DockerFinding.NotRunning("Docker", "unix:///run/fake.sock", "connection refused"));

        assertThat(service.facts().path("docker").path("problem").path("code").asText())
                .isEqualTo("DOCKER_NOT_RUNNING");
    }
}
