package org.quiltappliance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.PendingSecret;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.SettingsFiles;
import org.quiltappliance.server.database.RolePassword;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.testing.PostgresServer;

/** The change of a password on a real PostgreSQL, ended at every moment ({@code control-panel.md} SE-1). */
class PasswordChangeIT {

    private static final Secret FORMER = new Secret("the former password");
    private static final Secret NEXT = new Secret("the next password, 'quoted' \\ and all");
    private static final String NAME = "APPLIANCE_DB_PASSWORD";

    @TempDir
    Path folder;

    private final DatabaseConfig.Postgres server = PostgresServer.freshDatabase();
    private Home home;
    private SettingsFiles files;
    private PendingSecret pending;
    private DatabaseConfig.Postgres place;

    /** As a kill: nothing is put in order. */
    private static final class Killed extends Error {}

    private enum Moment {
        BEFORE_THE_DATABASE,
        AFTER_THE_DATABASE,
        AFTER_THE_SETTINGS
    }

    @BeforeEach
    void settle() throws Exception {
        home = new Home(folder.resolve("home"));
        files = new SettingsFiles(home, Clock.systemUTC());
        pending = new PendingSecret(home);
        files.set(NAME, FORMER.reveal());
        String role = "role_" + server.jdbcUrl().replaceAll(".*/", "");
        sql("create role " + role + " login password '" + FORMER.reveal() + "'");
        place = new DatabaseConfig.Postgres(server.jdbcUrl(), role, FORMER, 2);
    }

    private void sql(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        server.jdbcUrl(), server.user(), server.password().reveal());
                var work = connection.createStatement()) {
            work.execute(statement);
        }
    }

    private PasswordChange change(PasswordChange.Role role) {
        return new PasswordChange(files, pending, role);
    }

    private PasswordChange change() {
        return change(PasswordChange.Role.real());
    }

    private String written() throws Exception {
        return files.written().get(NAME);
    }

    private boolean isAccepted(Secret password) {
        return RolePassword.isAccepted(place.with(password));
    }

    private Secret open() throws InterruptedException {
        return change().open(new Secret(files().get(NAME)), password -> {
            if (!isAccepted(password)) {
                throw new ProblemException(
                        new ContainerProblems(Clock.systemUTC()).databaseRefusesPassword("password refused"));
            }
            return password;
        });
    }

    private Map<String, String> files() {
        try {
            return files.written();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    @Test
    void nextPasswordHoldsInTheDatabaseAndInTheSettings() throws Exception {
        var changed = change().change(place, NEXT);

        assertThat(changed).isEqualTo(place.with(NEXT));
        assertThat(isAccepted(NEXT)).isTrue();
        assertThat(isAccepted(FORMER)).isFalse();
        assertThat(written()).isEqualTo(NEXT.reveal());
        assertThat(home.nextSecrets()).doesNotExist();
    }

    @Test
    void serverKeepsWhatTheDriverMadeOfThePassword() throws Exception {
        change().change(place, NEXT);

        assertThat(storedPassword()).startsWith("SCRAM-SHA-256$");
    }

    private String storedPassword() throws SQLException {
        try (var connection = DriverManager.getConnection(
                        server.jdbcUrl(), server.user(), server.password().reveal());
                var work = connection.createStatement();
                var found =
                        work.executeQuery("select rolpassword from pg_authid where rolname = '" + place.user() + "'")) {
            found.next();
            return found.getString(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endedAtAnyMomentItIsPutInOrderByTheNextStart(Moment moment) throws Exception {
        var role = new PasswordChange.Role() {
            @Override
            public void change(DatabaseConfig.Postgres from, Secret next) {
                if (moment == Moment.BEFORE_THE_DATABASE) {
                    throw new Killed();
                }
                RolePassword.change(from, next);
                if (moment == Moment.AFTER_THE_DATABASE) {
                    throw new Killed();
                }
            }

            @Override
            public boolean isAccepted(DatabaseConfig.Postgres asked) {
                return RolePassword.isAccepted(asked);
            }
        };
        if (moment == Moment.AFTER_THE_SETTINGS) {
            change(role).change(place, NEXT);
            pending.begin(NEXT);
        } else {
            assertThatThrownBy(() -> change(role).change(place, NEXT)).isInstanceOf(Killed.class);
        }
        assertThat(home.nextSecrets()).exists();

        Secret inForce = open();

        assertThat(inForce).isEqualTo(moment == Moment.BEFORE_THE_DATABASE ? FORMER : NEXT);
        assertThat(isAccepted(inForce)).isTrue();
        assertThat(written()).isEqualTo(inForce.reveal());
        assertThat(home.nextSecrets()).doesNotExist();
        assertThat(open()).isEqualTo(inForce);
    }

    @Test
    void databaseThatRefusesTheChangeKeepsTheFormerPassword() throws Exception {
        var stubborn = new PasswordChange.Role() {
            @Override
            public void change(DatabaseConfig.Postgres from, Secret next) {
                throw new Unavailable("not now");
            }

            @Override
            public boolean isAccepted(DatabaseConfig.Postgres asked) {
                return RolePassword.isAccepted(asked);
            }
        };

        assertThatThrownBy(() -> change(stubborn).change(place, NEXT)).hasMessage("not now");

        assertThat(isAccepted(FORMER)).isTrue();
        assertThat(written()).isEqualTo(FORMER.reveal());
        assertThat(home.nextSecrets()).doesNotExist();
    }

    @Test
    void settingsThatCannotBeWrittenTakeTheChangeBack() throws Exception {
        // A folder in the place of the file: it cannot be replaced.
        var role = new PasswordChange.Role() {
            @Override
            public void change(DatabaseConfig.Postgres from, Secret next) {
                RolePassword.change(from, next);
                if (next.equals(NEXT)) {
                    obstruct();
                } else {
                    clear();
                }
            }

            @Override
            public boolean isAccepted(DatabaseConfig.Postgres asked) {
                return RolePassword.isAccepted(asked);
            }
        };

        assertThatThrownBy(() -> change(role).change(place, NEXT))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("could not be written down");

        assertThat(isAccepted(FORMER)).isTrue();
        assertThat(written()).isEqualTo(FORMER.reveal());
        assertThat(home.nextSecrets()).doesNotExist();
    }

    private void obstruct() {
        try {
            Files.delete(home.secrets());
            Files.createDirectories(home.secrets().resolve("in the way"));
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void clear() {
        try {
            Files.delete(home.secrets().resolve("in the way"));
            Files.delete(home.secrets());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void silenceLeavesBothWrittenDown() throws Exception {
        var silent = new PasswordChange.Role() {
            @Override
            public void change(DatabaseConfig.Postgres from, Secret next) {
                RolePassword.change(from, next);
                throw new Unavailable("the answer did not come");
            }

            @Override
            public boolean isAccepted(DatabaseConfig.Postgres asked) {
                throw new Unavailable("silence");
            }
        };

        assertThatThrownBy(() -> change(silent).change(place, NEXT)).hasMessage("the answer did not come");

        assertThat(written()).isEqualTo(FORMER.reveal());
        assertThat(pending.read()).contains(NEXT);
        assertThat(open()).isEqualTo(NEXT);
        assertThat(written()).isEqualTo(NEXT.reveal());
    }

    @Test
    void passwordThatNobodyKnowsIsToldAsBefore() throws Exception {
        pending.begin(NEXT);
        sql("alter role " + place.user() + " password 'another one'");

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(ProblemCode.DB_AUTH));

        assertThat(pending.read()).contains(NEXT);
        assertThat(written()).isEqualTo(FORMER.reveal());
    }
}
