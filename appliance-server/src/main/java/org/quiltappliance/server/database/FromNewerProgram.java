package org.quiltappliance.server.database;

/** The tables were made by a newer version of this program, so they are left alone. */
public final class FromNewerProgram extends RuntimeException {

    FromNewerProgram(String version) {
        super("The tables have version " + version + ", which this program does not know.");
    }
}
