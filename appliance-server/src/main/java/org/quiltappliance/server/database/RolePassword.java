package org.quiltappliance.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.postgresql.PGConnection;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

/** The password of the role that we sign in with at a PostgreSQL server. */
public final class RolePassword {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Wrong password, and no rule that lets the role in. */
    private static final Set<String> REFUSALS = Set.of("28P01", "28000");

    private RolePassword() {}

    /**
     * Gives the role another one. What the server sees, and could log, is only what it keeps: the driver turns the password
     * into that before ({@code password_encryption}). Open connections stay.
     *
     * @param place with the present password
     * @throws Unavailable when that did not happen, as far as can be known
     */
    public static void change(DatabaseConfig.Postgres place, Secret next) {
        try (var connection = connect(place)) {
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(place.user(), next.reveal().toCharArray(), null);
        } catch (SQLException failed) {
            throw new Unavailable(
                    "The database did not take another password: " + DatabaseProbe.reasonOf(failed) + ".", failed);
        }
    }

    /**
     * Whether the server lets us in with the password of that place.
     *
     * @throws Unavailable when it does not answer, so that nobody knows
     */
    public static boolean isAccepted(DatabaseConfig.Postgres place) {
        try (var connection = connect(place)) {
            return connection.isValid((int) PATIENCE.toSeconds());
        } catch (SQLException failed) {
            if (REFUSALS.contains(String.valueOf(failed.getSQLState()))) {
                return false;
            }
            throw new Unavailable("The database does not answer: " + DatabaseProbe.reasonOf(failed) + ".", failed);
        }
    }

    private static Connection connect(DatabaseConfig.Postgres place) throws SQLException {
        String seconds = String.valueOf(PATIENCE.toSeconds());
        var properties = new Properties();
        properties.setProperty("user", place.user());
        properties.setProperty("password", place.password().reveal());
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("ApplicationName", "quilt-appliance password");
        return DriverManager.getConnection(place.jdbcUrl(), properties);
    }
}
