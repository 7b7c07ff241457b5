package org.quiltappliance.server.database;

import java.util.regex.Pattern;
import org.jdbi.v3.core.JdbiException;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;

/**
 * A second, empty place for tables beside those that are in force: a schema of the same PostgreSQL database. Needs no
 * right to make databases, comes and goes at once, and is chosen by the address alone.
 */
public final class PostgresSchema {

    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    private PostgresSchema() {}

    /**
     * Makes it.
     *
     * @param name small letters, digits and underscores
     * @return where its tables are
     * @throws Conflict when there is one of that name
     * @throws Forbidden when the user may not make one
     */
    public static DatabaseConfig.Postgres create(DatabaseConfig.Postgres beside, String name) {
        try {
            execute(beside, "create schema " + checked(name));
        } catch (JdbiException refused) {
            if (Database.hasState(refused, "42P06")) {
                throw new Conflict("The database has a schema " + name + " already. Choose another name.");
            }
            if (Database.hasState(refused, "42501")) {
                throw new Forbidden(
                        "The database user may not make a schema. Let its administrator run: grant create on"
                                + " database to this user.");
            }
            throw refused;
        }
        return in(beside, name);
    }

    /** Makes it, unless it is there. */
    public static void ensure(DatabaseConfig.Postgres beside, String name) {
        execute(beside, "create schema if not exists " + checked(name));
    }

    /** Where the tables of that schema are. */
    public static DatabaseConfig.Postgres in(DatabaseConfig.Postgres beside, String name) {
        return beside.in(checked(name));
    }

    /** Removes it with all its tables; does nothing when there is none. Only for one that never was in force. */
    public static void drop(DatabaseConfig.Postgres beside, String name) {
        execute(beside, "drop schema if exists " + checked(name) + " cascade");
    }

    private static void execute(DatabaseConfig.Postgres where, String sql) {
        try (var database = new Database(where)) {
            database.open();
            database.useTransaction(tx -> tx.execute(sql));
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not the name of a schema: " + name);
        }
        return name;
    }
}
