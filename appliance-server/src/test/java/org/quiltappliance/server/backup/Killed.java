package org.quiltappliance.server.backup;

/** The process ends here: no handler of exceptions gets to do anything. */
final class Killed extends Error {

    private static final long serialVersionUID = 1;

    Killed() {
        super("killed by the test", null, false, false);
    }
}
