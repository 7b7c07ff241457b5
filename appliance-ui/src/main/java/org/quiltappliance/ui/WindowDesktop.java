package org.quiltappliance.ui;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.quiltappliance.ui.controls.Copying;
import org.quiltappliance.ui.fixes.FixDesktop;
import org.quiltappliance.ui.shell.Page;

/**
 * The window and the desktop around it.
 *
 * @param go shows a page
 * @param browse opens an address in the browser, or a folder in the system's file viewer
 */
record WindowDesktop(FileChoices files, Consumer<Page> go, Consumer<String> browse, Runnable exit)
        implements FixDesktop {

    @Override
    public Optional<Path> chooseImages() {
        return files.images();
    }

    @Override
    public void showLogs() {
        go.accept(Page.LOGS);
    }

    @Override
    public void showBackups() {
        go.accept(Page.BACKUPS);
    }

    @Override
    public void showUsers() {
        go.accept(Page.USERS);
    }

    @Override
    public void showSettings() {
        go.accept(Page.SETTINGS);
    }

    @Override
    public void showDiagnostics() {
        go.accept(Page.DIAGNOSTICS);
    }

    @Override
    public void openFolder(Path folder) {
        browse.accept(folder.toUri().toString());
    }

    @Override
    public void copy(String text) {
        Copying.copy(text);
    }

    @Override
    public void quit() {
        exit.run();
    }
}
