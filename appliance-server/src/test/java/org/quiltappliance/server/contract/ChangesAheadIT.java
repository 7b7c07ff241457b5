package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;
import org.quiltappliance.server.testing.Tree;

/** What large pushes changed is noted when nobody has asked for it, and what small ones changed is not. */
class ChangesAheadIT {

    private static final Tree LARGE = Samples.many(7, 500, 10);

    private final TestStorage storage = TestStorage.of(TestDatabase.POSTGRESQL);
    private final StartedAppliance appliance = StartedAppliance.start(storage, Switches.ALL_ON);

    @AfterEach
    void stop() {
        appliance.close();
        storage.close();
    }

    /** How many pushes of a package something is noted of. */
    private long noted(Pkg pkg) throws SQLException {
        var database = (DatabaseConfig.Postgres) storage.database();
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal());
                var statement = connection.prepareStatement("""
                        select count(distinct c.push_id) from push_change c join package p on p.id = c.package_id
                         where p.name = ?
                        """)) {
            statement.setString(1, pkg.name());
            var result = statement.executeQuery();
            result.next();
            return result.getLong(1);
        }
    }

    @Test
    void largePushesAreComparedBeforeAnybodyLooks() throws SQLException {
        var owner = appliance.person();
        var quilt = new QuiltClient(appliance.client().as(owner));
        var small = new Pkg(owner.name(), "small");
        var large = new Pkg(owner.name(), "large");
        for (int revision = 0; revision < 3; revision++) {
            var number = "" + revision;
            quilt.push(small, Tree.of("number", number));
            quilt.push(large, LARGE.file("number", number));
        }

        await().atMost(Duration.ofMinutes(1)).until(() -> noted(large) == 2);

        assertThat(noted(small)).isZero();
    }
}
