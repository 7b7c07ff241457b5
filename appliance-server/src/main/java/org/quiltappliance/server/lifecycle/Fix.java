package org.quiltappliance.server.lifecycle;

import java.util.Map;
import java.util.Optional;

/**
 * What somebody can do about a problem: a button in the window, a command on the command line ({@code control-panel.md}
 * ER-1). None ends a process that is not ours, deletes data or weakens security without saying so.
 */
public sealed interface Fix {

    /** On the button. */
    default String text() {
        return ProblemTexts.fill("fix." + getClass().getSimpleName(), values());
    }

    /** What the text is filled with. */
    default Map<String, String> values() {
        return Map.of();
    }

    /** What does the same on the command line, behind {@code quilt-appliance}; empty where there is no such command. */
    default Optional<String> command() {
        return Optional.empty();
    }

    /** Sets the port and starts again. */
    record UsePort(String setting, int port) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("port", String.valueOf(port));
        }

        @Override
        public Optional<String> command() {
            return Optional.of("config set " + setting + " " + port);
        }
    }

    /** Listens on that address from now on. */
    record UseAddress(String setting, String address) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("address", address);
        }

        @Override
        public Optional<String> command() {
            return Optional.of("config set " + setting + " " + address);
        }
    }

    /** Listens on loopback only from now on. */
    record UseThisComputerOnly(String setting) implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("config set " + setting + " 127.0.0.1");
        }
    }

    /** Shows where the value of the setting is entered. */
    record OpenSetting(String setting) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("setting", setting);
        }

        @Override
        public Optional<String> command() {
            return Optional.of("config set " + setting + " VALUE");
        }
    }

    /** Forgets the value of the setting. */
    record UseDefault(String setting) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("setting", setting);
        }

        @Override
        public Optional<String> command() {
            return Optional.of("config unset " + setting);
        }
    }

    /** Encrypts with a certificate that is made here. */
    record UseSelfSigned(String setting) implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("config set " + setting + " self-signed");
        }
    }

    /** Lets the user choose another password. */
    record ChangePassword(String user) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("user", user);
        }

        @Override
        public Optional<String> command() {
            return Optional.of("users reset-password " + user);
        }
    }

    /** Runs the checks, and starts when they are good. */
    record CheckAgain() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("check");
        }
    }

    /** Starts once more. */
    record TryAgain() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("start");
        }
    }

    /** Takes another home folder. */
    record ChooseFolder() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("start --home FOLDER");
        }
    }

    /** Opens the folder in the system's file viewer. */
    record OpenFolder(String path) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("path", path);
        }
    }

    /** Opens the log. */
    record ShowLog(String path) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("path", path);
        }
    }

    /** Ends another process of this program that has not finished. */
    record StopOwnProcess(long pid) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("pid", String.valueOf(pid));
        }
    }

    /** Turns to the appliance that uses the folder. */
    record ShowOther() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("status");
        }
    }

    /** Shows the page of the documentation about it. */
    record ReadHelp(Topic topic) implements Fix {

        /** What can be read about. */
        public enum Topic {
            INSTALL_DOCKER,
            UPDATE_DOCKER,
            LINUX_CONTAINERS,
            DOCKER_PROXY,
            START_DOCKER,
            RESTART_DOCKER,
            FREE_PORT,
            LOW_PORT,
            CHANGE_DISK
        }

        @Override
        public String text() {
            return ProblemTexts.fill("fix.ReadHelp." + topic, values());
        }
    }

    /** Shows where a PostgreSQL and an S3 service are entered that somebody else runs. */
    record UseOwnServices() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("config set APPLIANCE_DB external");
        }
    }

    /** Starts without containers; nothing is kept. */
    record StartInTestMode() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("start --mode test");
        }
    }

    /** Opens the program of that name, such as Docker Desktop. */
    record StartProgram(String program) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("program", program);
        }
    }

    /** Copies a command that somebody with more rights has to run. */
    record CopyCommand(String line) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("line", line);
        }
    }

    /** Takes another image from now on. */
    record UseImage(String setting, String image) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("image", image);
        }

        @Override
        public Optional<String> command() {
            return Optional.of("config set " + setting + " " + image);
        }
    }

    /** Takes images from an archive that was made on another computer. */
    record LoadImages() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("images load FILE");
        }
    }

    /** Shows what another image would change, makes a backup and changes it. */
    record ReviewImages() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("images list");
        }
    }

    /** Brings the data to the PostgreSQL of the image, after a backup; the former volume stays. */
    record UpgradeData(int from, int to) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("from", String.valueOf(from), "to", String.valueOf(to));
        }

        @Override
        public Optional<String> command() {
            return Optional.of("images upgrade");
        }
    }

    /** Gives the role in the database the password that we have. No data changes. */
    record RepairPassword() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("repair password");
        }
    }

    /** Calls everything that is made in the engine differently from now on. What somebody else has there stays. */
    record UseAnotherName() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("repair names");
        }
    }

    /** Takes another volume of this appliance into use; the present one, if it is there, stays. */
    record UseVolume(String volume) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("volume", volume);
        }

        @Override
        public Optional<String> command() {
            return Optional.of("volumes use " + volume);
        }
    }

    /** Starts without what is missing, for this once; nobody can change anything meanwhile. */
    record StartReadOnly() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("start --read-only");
        }
    }

    /** Makes sure that the former version of the program can go on with the data. */
    record GoBack(String version, String backup) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("version", version);
        }

        @Override
        public Optional<String> command() {
            return Optional.of("repair update " + backup);
        }
    }

    /** Puts a backup in the place of what is lost. */
    record RestoreBackup() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("backup list");
        }
    }

    /** Makes a backup now. */
    record BackUpNow() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("backup create");
        }
    }

    /** Starts a container of ours once more. */
    record RestartContainer(String container) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("container", container);
        }

        @Override
        public Optional<String> command() {
            return Optional.of("restart");
        }
    }

    /** Makes the bucket that is missing. */
    record CreateBucket(String bucket) implements Fix {
        @Override
        public Map<String, String> values() {
            return Map.of("bucket", bucket);
        }

        @Override
        public Optional<String> command() {
            return Optional.of("repair bucket");
        }
    }

    /** Puts objects aside that nobody needs. */
    record CleanUp() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("cleanup");
        }
    }

    /** Takes the newer certificate that is there, or makes one where it is ours to make. */
    record RenewCertificate() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("restart");
        }
    }

    /** Opens the page of the system's settings where the AirPlay Receiver is turned off. */
    record OpenSystemSettings() implements Fix {}

    /** Sends a mail to somebody who waits for it. */
    record SendTestMail() implements Fix {}

    /** Saves what helps others to find out more. */
    record SaveDiagnostics() implements Fix {
        @Override
        public Optional<String> command() {
            return Optional.of("diagnostics");
        }
    }

    /** Leaves everything as it is. */
    record Quit() implements Fix {}
}
