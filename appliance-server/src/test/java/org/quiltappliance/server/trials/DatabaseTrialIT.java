package org.quiltappliance.server.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.PostgresServer;

class DatabaseTrialIT {

    private static final String PASSWORD = "canary-5b1d-secret";

    private final DatabaseConfig.Postgres server = PostgresServer.freshDatabase();

    private static TrialReport of(String address) {
        var settings = Told.settings(Map.of("SQLALCHEMY_DATABASE_URI", address));
        var report = Told.by(new Trials(Clock.systemUTC()).database(settings));
        assertThat(report.toString()).doesNotContain(PASSWORD);
        return report;
    }

    private String address() {
        return PostgresServer.address(server);
    }

    private void execute(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        server.jdbcUrl(), server.user(), server.password().reveal());
                var statement = connection.createStatement()) {
            for (String text : statements) {
                statement.execute(text);
            }
        }
    }

    @Test
    void emptyDatabaseIsGoodAndStaysEmpty() throws SQLException {
        var report = of(address());

        assertThat(report.isGood()).isTrue();
        assertThat(Told.passed(report))
                .containsExactly("Name", "Connection", "Encryption", "Sign-in", "Version", "Rights", "Tables", "Clock");
        assertThat(of(address()).isGood()).as("the first test made no tables").isTrue();
    }

    @Test
    void unknownHostFailsAtTheName() {
        var failed = Told.failed(of("postgresql://quilt:" + PASSWORD + "@nowhere.invalid/quilt"));

        assertThat(failed.name()).isEqualTo("Name");
        assertThat(failed.remedy()).contains("host");
    }

    @Test
    void wrongPortFailsAtTheConnection() throws IOException {
        var failed = Told.failed(of("postgresql://quilt:" + PASSWORD + "@127.0.0.1:" + FreePort.find() + "/quilt"));

        assertThat(failed.name()).isEqualTo("Connection");
        assertThat(failed.detail()).contains("refused");
        assertThat(failed.remedy()).contains("port");
    }

    @Test
    @Tag("AT-29")
    void wrongPasswordFailsAtTheSignIn() {
        var report = of(address().replace(server.password().reveal(), PASSWORD));

        assertThat(Told.passed(report)).containsExactly("Name", "Connection", "Encryption");
        assertThat(Told.failed(report).name()).isEqualTo("Sign-in");
        assertThat(Told.failed(report).remedy()).contains("password");
    }

    @Test
    void databaseThatIsNotThereFailsAtTheSignIn() {
        var failed = Told.failed(of(address() + "_missing"));

        assertThat(failed.name()).isEqualTo("Sign-in");
        assertThat(failed.detail()).contains("does not exist");
    }

    @Test
    void encryptionThatTheServerDoesNotHaveFailsThere() {
        var failed = Told.failed(of(address() + "?sslmode=require"));

        assertThat(failed.name()).isEqualTo("Encryption");
        assertThat(failed.remedy()).contains("SSL");
    }

    @Test
    @Tag("AT-29")
    void userWithoutRightsFailsAtTheRights() throws SQLException {
        String user = "reader_" + server.jdbcUrl().replaceAll(".*/", "");
        execute(
                "create role " + user + " login password '" + PASSWORD + "'",
                "revoke create on schema public from public");

        var failed = Told.failed(
                of(address().replace(server.user() + ":" + server.password().reveal(), user + ":" + PASSWORD)));

        assertThat(failed.name()).isEqualTo("Rights");
        assertThat(failed.detail()).contains("GRANT CREATE");
    }

    @Test
    @Tag("AT-29")
    void tablesOfSomebodyElseFailAtTheTables() throws SQLException {
        execute("create table payroll (id int)");

        var failed = Told.failed(of(address()));

        assertThat(failed.name()).isEqualTo("Tables");
        assertThat(failed.detail()).contains("payroll");
        assertThat(failed.remedy()).contains("empty database");
    }

    @Test
    void settingThatIsMissingIsSaid() {
        var report = Told.by(new Trials(Clock.systemUTC()).database(Told.settings(Map.of())));

        assertThat(Told.failed(report).detail()).contains("SQLALCHEMY_DATABASE_URI is missing");
    }
}
