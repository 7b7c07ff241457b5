package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.monitoring.LogSource;

/** What a card of a part tells ({@code control-panel.md} 13.1). */
class PartReportsTest extends ServiceSetup {

    @Test
    void partTellsWhereItIsAndSinceWhen() throws Exception {
        var service = test.started();

        var registry = service.report(Part.REGISTRY);

        assertThat(registry.component().health()).isEqualTo(Health.UP);
        assertThat(registry.endpoint())
                .hasValueSatisfying(url -> assertThat(url).startsWith("http://localhost:"));
        assertThat(registry.version()).contains(Version.current());
        assertThat(registry.lookedAt()).contains(registry.component().since());
        assertThat(registry.restart()).isEmpty();
        assertThat(registry.log()).isEqualTo(LogSource.ACCESS);
        assertThat(service.report(Part.STORE).endpoint())
                .contains(test.home.testObjects().toString());
    }

    @Test
    void partOfAStoppedRegistryIsOff() {
        var report = test.open().report(Part.DATABASE);

        assertThat(report.component().health()).isEqualTo(Health.OFF);
        assertThat(report.endpoint()).isEmpty();
        assertThat(report.lookedAt()).isEmpty();
    }

    @Test
    void lastTroubleIsRememberedWhenItIsGone() throws Exception {
        var service = test.persistent().started();
        assertThat(service.report(Part.DATABASE).lastTrouble()).isEmpty();

        test.script.at("prove database", () -> {
            throw new Unavailable("connection refused");
        });
        test.awaitProblem(ProblemCode.DB_DOWN);
        test.script.at("prove database", () -> {});
        test.awaitGone(ProblemCode.DB_DOWN);

        var report = service.report(Part.DATABASE);
        assertThat(report.component().health()).isEqualTo(Health.UP);
        assertThat(report.lastTrouble().map(Problem::code)).contains(ProblemCode.DB_DOWN);
        var looked = report.lookedAt().orElseThrow();
        await().atMost(60, SECONDS)
                .until(() ->
                        service.report(Part.DATABASE).lookedAt().orElseThrow().isAfter(looked));
    }

    @Test
    void containerOfOursCanBeStartedOnceMore() throws Exception {
        var service = test.withContainer().withImage().started();

        var report = service.report(Part.STORE);

        assertThat(report.restart())
                .hasValueSatisfying(fix -> assertThat(fix)
                        .isInstanceOfSatisfying(
                                Fix.RestartContainer.class,
                                restart -> assertThat(restart.container())
                                        .contains(service.snapshot().instanceId())));
        assertThat(report.version()).contains(ServiceUnderTest.STORE_IMAGE);
        assertThat(service.report(Part.DATABASE).restart()).isEmpty();
    }
}
