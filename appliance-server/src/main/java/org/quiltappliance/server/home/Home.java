package org.quiltappliance.server.home;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The folder that holds settings, logs and everything else of one appliance ({@code control-panel.md} section 3).
 *
 * @param folder absolute
 */
public record Home(Path folder) {

    /** The variable of the environment that names another folder. */
    public static final String VARIABLE = "APPLIANCE_HOME";

    /** What decides the place when nobody names one. */
    public record Computer(String system, Path userHome) {

        /** This computer and its user. */
        public static Computer here() {
            return new Computer(System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
        }
    }

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /**
     * @param option what the command line says
     * @param environment may name it in {@link #VARIABLE}, and says where applications keep data
     * @throws InvalidPathException when the given text cannot be a path on this system
     */
    public static Home find(Optional<String> option, Map<String, String> environment, Computer computer) {
        return new Home(option.or(() -> filled(environment, VARIABLE))
                .map(Path::of)
                .orElseGet(() -> usual(environment, computer)));
    }

    private static Path usual(Map<String, String> environment, Computer computer) {
        String system = computer.system().toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return filled(environment, "LOCALAPPDATA")
                    .map(Path::of)
                    .orElse(computer.userHome().resolve("AppData").resolve("Local"))
                    .resolve("QuiltAppliance");
        }
        if (system.startsWith("mac")) {
            return computer.userHome()
                    .resolve("Library")
                    .resolve("Application Support")
                    .resolve("QuiltAppliance");
        }
        // The desktop rules say to ignore a relative path.
        return filled(environment, "XDG_DATA_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElse(computer.userHome().resolve(".local").resolve("share"))
                .resolve("quilt-appliance");
    }

    private static Optional<String> filled(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    /** Settings that people edit. */
    public Path settings() {
        return folder.resolve("appliance.env");
    }

    /** Settings nobody else may read. */
    public Path secrets() {
        return folder.resolve("secrets.env");
    }

    /** A secret that is about to take the place of one of those. */
    public Path nextSecrets() {
        return folder.resolve("secrets-next.env");
    }

    /** Who this appliance is. */
    public Path instance() {
        return folder.resolve("instance.json");
    }

    /** Held for the life of the process. */
    public Path lock() {
        return folder.resolve("lock");
    }

    /** What concerns the present or last run. */
    public Path run() {
        return folder.resolve("run");
    }

    /** How the present or last run is doing. */
    public Path state() {
        return run().resolve("state.json");
    }

    /** Says that a first administrator waits for the first start, to be made with a password that is forgotten then. */
    public Path firstRun() {
        return run().resolve("first-run");
    }

    /** How long the steps of a start took the last times. */
    public Path stepTimes() {
        return run().resolve("steps.json");
    }

    /** How much was stored in the last weeks. */
    public Path storageHistory() {
        return run().resolve("storage.json");
    }

    /** What the window was like. */
    public Path window() {
        return folder.resolve("window.json");
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    /** Object files of a run in test mode; emptied at every start and stop. */
    public Path testObjects() {
        return folder.resolve("test");
    }

    /** Object files of persistent mode, where they are kept in a folder and no other is named. */
    public Path objects() {
        return folder.resolve("objects");
    }

    /** Certificates made here. */
    public Path tls() {
        return folder.resolve("tls");
    }

    /** The usual place of backups. */
    public Path backups() {
        return folder.resolve("backups");
    }

    /** Archives of images, for computers without a network. */
    public Path images() {
        return folder.resolve("images");
    }
}
