package org.quiltappliance.server;

import java.time.Instant;
import java.util.Optional;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.containers.Role;
import org.quiltappliance.server.database.DatabaseProbe;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.lifecycle.Component;
import org.quiltappliance.server.lifecycle.Component.Health;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Lifecycle;
import org.quiltappliance.server.lifecycle.Part;
import org.quiltappliance.server.monitoring.LogSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all that is known of a part. */
final class PartReports {

    private static final Logger log = LoggerFactory.getLogger(PartReports.class);

    private final Lifecycle lifecycle;
    private final Optional<RunPlan> run;

    /** @param run the one that answers requests, if one does */
    PartReports(Lifecycle lifecycle, Optional<RunPlan> run) {
        this.lifecycle = lifecycle;
        this.run = run;
    }

    PartReport of(Part part) {
        var snapshot = lifecycle.snapshot();
        Component component = snapshot.components().getOrDefault(part, new Component(Health.OFF, "", snapshot.since()));
        boolean works = component.health() == Health.UP;
        return new PartReport(
                part,
                component,
                run.flatMap(plan -> endpoint(plan, part)),
                run.flatMap(plan -> version(plan, part, works)),
                lookedAt(part, component),
                lifecycle.lastTrouble(part),
                run.flatMap(plan -> role(part).flatMap(plan.backing()::container))
                        .map(Fix.RestartContainer::new),
                log(part));
    }

    /** What nobody watches was proven when it came up. */
    private Optional<Instant> lookedAt(Part part, Component component) {
        return lifecycle
                .lookedAt(part)
                .or(() -> Optional.of(component.since()).filter(since -> component.health() != Health.OFF));
    }

    private static Optional<Role> role(Part part) {
        return switch (part) {
            case DATABASE -> Optional.of(Role.POSTGRES);
            case STORE -> Optional.of(Role.STORE);
            case REGISTRY, CATALOG, DOCKER, MAIL -> Optional.empty();
        };
    }

    private static Optional<String> endpoint(RunPlan plan, Part part) {
        var config = plan.config();
        return switch (part) {
            case REGISTRY -> Optional.of(config.http().registryUrl().toString());
            case CATALOG -> Optional.of(config.http().catalogUrl().toString());
            case DATABASE ->
                config.database() instanceof DatabaseConfig.Postgres postgres
                        ? Optional.of(DatabaseProbe.endpoint(postgres))
                        : Optional.empty();
            case STORE -> endpoint(config.objects().store());
            case DOCKER -> config.docker().host();
            case MAIL -> config.mail().smtp().map(server -> server.host() + ":" + server.port());
        };
    }

    private static Optional<String> endpoint(StoreConfig store) {
        if (store instanceof StoreConfig.S3 s3) {
            return Optional.of(s3.endpoint() + "/" + s3.bucket());
        }
        return store instanceof StoreConfig.Folder folder
                ? Optional.of(folder.folder().toString())
                : Optional.empty();
    }

    private static Optional<String> version(RunPlan plan, Part part, boolean works) {
        return switch (part) {
            case REGISTRY, CATALOG -> Optional.of(Version.current());
            case DATABASE -> works ? database(plan) : plan.backing().image(Role.POSTGRES);
            case STORE -> plan.backing().image(Role.STORE);
            case DOCKER, MAIL -> Optional.empty();
        };
    }

    private static Optional<String> database(RunPlan plan) {
        try {
            return Optional.of(plan.registry().data().place().database().product());
        } catch (ApplianceException silent) {
            log.debug("The database did not tell its version", silent);
            return plan.backing().image(Role.POSTGRES);
        }
    }

    private static LogSource log(Part part) {
        return switch (part) {
            case REGISTRY, CATALOG -> LogSource.ACCESS;
            case DATABASE -> LogSource.POSTGRES;
            case STORE -> LogSource.STORE;
            case DOCKER, MAIL -> LogSource.APPLIANCE;
        };
    }
}
