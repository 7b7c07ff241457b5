package org.quiltappliance.ui.fixes;

import java.nio.file.Path;
import java.util.Optional;

/** What fixes do with the window and the desktop around it. */
public interface FixDesktop {

    /** Asks for an archive with images; nothing when people change their mind. */
    Optional<Path> chooseImages();

    void showLogs();

    void showBackups();

    void showUsers();

    void showSettings();

    void showDiagnostics();

    void openFolder(Path folder);

    void copy(String text);

    /** Ends the program, after a stop. */
    void quit();
}
