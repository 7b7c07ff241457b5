package org.quiltappliance.server.config;

/**
 * One name that an administrator may set ({@code control-panel.md} CF-1).
 *
 * @param name in files, in the environment and on the command line alike
 * @param standard what holds when nobody says anything; empty for nothing
 * @param testStandard the same in test mode
 * @param about one or two sentences for people
 */
public record Setting(
        String name,
        Group group,
        Kind kind,
        String standard,
        String testStandard,
        Effect effect,
        boolean secret,
        String about) {

    /** When a change takes effect ({@code control-panel.md} CF-3). */
    public enum Effect {
        /** At once, in every process that has the home folder open. */
        NOW,
        /** At the next start or restart. */
        RESTART,
        /** Concerns where data lives. */
        DATA
    }

    /** Where it stands among the others. */
    public enum Group {
        GENERAL("General"),
        NETWORK("Network"),
        SERVICES("Database and storage"),
        ACCESS("Access and team"),
        MAIL("Mail"),
        SIGN_IN("Sign-in"),
        SECURITY("Security"),
        BACKUPS("Backups"),
        ADVANCED("Advanced");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    String standard(Mode mode) {
        return mode == Mode.TEST ? testStandard : standard;
    }
}
