package org.quiltappliance.server.checks;

import java.time.Duration;
import org.quiltappliance.server.checks.Check.Finding;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.database.DatabaseProbe;
import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.Problem;

/** PF-E1: whether the database elsewhere can be used. */
public record DatabaseCheck(DatabaseConfig.Postgres config, DataProblems problems) {

    private static final Duration PATIENCE = Duration.ofSeconds(4);

    Finding find() {
        var finding = new DatabaseProbe(config, PATIENCE).run();
        return finding.trouble()
                .map(trouble -> Finding.fail(problem(trouble, finding.reason())))
                .orElseGet(() ->
                        Finding.ok(DatabaseProbe.endpoint(config) + ": " + String.join(", ", finding.stages()) + "."));
    }

    /** What the administrator hears. @param reason for people */
    public Problem problem(DatabaseProbe.Trouble trouble, String reason) {
        String place = DatabaseProbe.endpoint(config);
        return switch (trouble) {
            case UNREACHABLE, OTHER -> problems.databaseUnreachable(place, reason);
            case TLS -> problems.databaseTls(place, reason);
            case SIGN_IN -> problems.databaseRefusesUs(place, reason);
            case TOO_OLD -> problems.databaseTooOld(place, reason);
            case NO_RIGHTS -> problems.databaseNoRights(place, reason);
            case FOREIGN -> problems.databaseForeign(place, reason);
        };
    }
}
