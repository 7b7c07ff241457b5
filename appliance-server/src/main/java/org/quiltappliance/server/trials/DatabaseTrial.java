package org.quiltappliance.server.trials;

import java.time.Duration;
import java.util.function.Supplier;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.database.DatabaseProbe;
import org.quiltappliance.server.database.DatabaseProbe.Stage;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * Whether a PostgreSQL server elsewhere can be used. Changes nothing there.
 *
 * @param config reads the settings; throws {@link Invalid} when they do not name a server
 */
record DatabaseTrial(Supplier<DatabaseConfig.Postgres> config) implements Trial {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @Override
    public void run(Teller teller) {
        var place = config.get();
        var finding = new DatabaseProbe(place, PATIENCE).run(new DatabaseProbe.Watcher() {
            @Override
            public void trying(Stage stage) {
                teller.trying(name(stage));
            }

            @Override
            public void passed(DatabaseProbe.Passed passed) {
                if (passed.stage() != Stage.CLOCK) {
                    teller.passed(name(passed.stage()), passed.detail());
                }
            }
        });
        finding.failed()
                .ifPresentOrElse(
                        failed -> teller.failed(
                                name(failed.stage()), detail(failed), remedy(failed.trouble(), failed.stage())),
                        () -> teller.over(TrialStage.clocks(name(Stage.CLOCK), finding.clocksApart())));
    }

    private static String detail(DatabaseProbe.Failed failed) {
        return failed.trouble() == DatabaseProbe.Trouble.FOREIGN
                ? "It has tables that this program did not make: " + failed.reason()
                : failed.reason();
    }

    private static String remedy(DatabaseProbe.Trouble trouble, Stage stage) {
        return switch (trouble) {
            case UNREACHABLE ->
                stage == Stage.NAME
                        ? "Check how the host is written, and whether this computer finds it."
                        : "Check host and port, whether the server runs and listens on that address, and firewalls in"
                                + " between.";
            case TLS ->
                "Choose another way to encrypt (SSL), or give the server a certificate that this computer trusts.";
            case SIGN_IN ->
                "Check user, password and the name of the database. The server's pg_hba.conf says who may sign in from"
                        + " here.";
            case TOO_OLD -> "Use a newer server.";
            case NO_RIGHTS -> "Let the owner of the database give that right, or use another user.";
            case FOREIGN -> "Use an empty database.";
            case OTHER -> "The log of the server says more.";
        };
    }

    private static String name(Stage stage) {
        return switch (stage) {
            case NAME -> "Name";
            case CONNECTION -> "Connection";
            case ENCRYPTION -> "Encryption";
            case SIGN_IN -> "Sign-in";
            case VERSION -> "Version";
            case RIGHTS -> "Rights";
            case TABLES -> "Tables";
            case CLOCK -> "Clock";
        };
    }
}
