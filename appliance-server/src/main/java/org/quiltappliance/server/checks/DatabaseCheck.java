package org.quiltappliance.server.checks;

import java.time.Duration;
import java.util.ArrayList;
import org.quiltappliance.server.checks.Check.Finding;
import org.quiltappliance.server.checks.CheckResult.Stage;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.database.DatabaseProbe;
import org.quiltappliance.server.lifecycle.DataProblems;
import org.quiltappliance.server.lifecycle.Problem;

/** PF-E1: whether the database elsewhere can be used. */
public record DatabaseCheck(DatabaseConfig.Postgres config, DataProblems problems) {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration CLOCKS_APART = Duration.ofMinutes(5);

    Finding find() {
        var finding = new DatabaseProbe(config, PATIENCE).run();
        var stages = new ArrayList<Stage>();
        finding.passed().forEach(passed -> stages.add(new Stage(word(passed.stage()), true, passed.detail())));
        finding.failed().ifPresent(failed -> stages.add(new Stage(word(failed.stage()), false, failed.reason())));
        return finding.trouble()
                .map(trouble -> Finding.fail(problem(trouble, finding.reason())))
                .orElseGet(() -> usable(finding.clocksApart()))
                .after(stages);
    }

    private Finding usable(Duration apart) {
        String place = DatabaseProbe.endpoint(config);
        return apart.abs().compareTo(CLOCKS_APART) > 0
                ? Finding.warn(place + " can be used, but its clock and ours are "
                        + apart.abs().toMinutes() + " minutes apart.")
                : Finding.ok(place + " can be used.");
    }

    private static String word(DatabaseProbe.Stage stage) {
        return switch (stage) {
            case NAME -> "name";
            case CONNECTION -> "connection";
            case ENCRYPTION -> "encryption";
            case SIGN_IN -> "sign-in";
            case VERSION -> "version";
            case RIGHTS -> "rights";
            case TABLES -> "tables";
            case CLOCK -> "clock";
        };
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
