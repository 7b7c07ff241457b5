package org.quiltappliance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.BlockedUpdate;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;

/** An update of the tables that failed, and what is advised then, done on the command line ({@code control-panel.md} UP-2). */
class UpdateFailedCommandIT extends CommandSetup {

    private static final Pattern ADVICE = Pattern.compile("quilt-appliance repair update (\\S+)");

    @Test
    void formerVersionIsToldToBeUsableUntilSomebodyUsesTheTables() throws Exception {
        var database = PostgresServer.freshDatabase();
        environment.put("APPLIANCE_DB", "external");
        environment.put("APPLIANCE_STORE", "folder");
        environment.put("SQLALCHEMY_DATABASE_URI", PostgresServer.address(database));
        var first = started("first");
        new QuiltClient(admin()).push(new Pkg("admin", "kept"), Samples.demo());
        stop(first);
        var update = new BlockedUpdate(database);
        update.block(home);

        assertThat(ended("failed", "start")).isNotZero();
        assertThat(told("failed")).contains("MIGRATION_FAILED");
        var advice = ADVICE.matcher(told("failed"));
        assertThat(advice.find()).as(told("failed")).isTrue();
        run("proof", "repair", "update", advice.group(1));
        assertThat(printed("proof")).contains("as they were before the update", "version " + BlockedUpdate.FORMER);

        update.sql("update package set name = 'other'");
        assertThat(ended("late", "repair", "update", advice.group(1))).isEqualTo(3);
        assertThat(told("late")).contains("not those of the backup " + advice.group(1));
        assertThat(ended("unknown", "repair", "update", "20200101-000000Z-none"))
                .isNotZero();
        assertThat(told("unknown")).contains("20200101-000000Z-none");
    }
}
