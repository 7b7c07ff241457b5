package org.quiltappliance.server.containers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;

/** Asks over the network. */
public final class LiveProbes implements Probes {

    /** Wrong password, no such role, and no rule that lets the role in. */
    private static final Set<String> REFUSALS = Set.of("28P01", "28000");

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    @Override
    public DatabaseAnswer askDatabase(ManagedDatabase database) {
        var login = new Properties();
        login.setProperty("user", database.user());
        login.setProperty("password", database.password().reveal());
        login.setProperty("connectTimeout", String.valueOf(PATIENCE.toSeconds()));
        login.setProperty("socketTimeout", String.valueOf(PATIENCE.toSeconds()));
        try (var connection = DriverManager.getConnection(database.jdbcUrl(), login);
                var statement = connection.createStatement()) {
            try (var one = statement.executeQuery("select 1")) {
                one.next();
            }
            try (var folder = statement.executeQuery("show data_directory")) {
                folder.next();
                return new DatabaseAnswer.Ready(folder.getString(1));
            }
        } catch (SQLException failed) {
            String reason = String.valueOf(failed.getMessage());
            return REFUSALS.contains(String.valueOf(failed.getSQLState()))
                    ? new DatabaseAnswer.Refused(reason)
                    : new DatabaseAnswer.NotYet(reason);
        }
    }

    @Override
    public int askStore(URI page) throws InterruptedException {
        var request = HttpRequest.newBuilder(page).timeout(PATIENCE).build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException nobody) {
            return 0;
        }
    }
}
