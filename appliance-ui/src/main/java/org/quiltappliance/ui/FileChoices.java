package org.quiltappliance.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.ui.text.Texts;

/** Asks in the system's own way where files are or go. */
record FileChoices(Stage owner, Texts texts) {

    private static final ExtensionFilter ARCHIVES = new ExtensionFilter("ZIP", "*.zip");
    private static final ExtensionFilter LOGS = new ExtensionFilter("LOG", "*.log", "*.txt");
    private static final ExtensionFilter TABLES = new ExtensionFilter("CSV", "*.csv");
    private static final ExtensionFilter BACKUPS = new ExtensionFilter("Quilt backup", "*.quiltbackup");

    private static final ExtensionFilter PEM = new ExtensionFilter("PEM", "*.pem", "*.crt");
    private static final ExtensionFilter ENV = new ExtensionFilter("quilt-config.env", "*.env", "*.*", "*");
    private static final ExtensionFilter ANY = new ExtensionFilter("*", "*.*", "*");

    private static final ExtensionFilter IMAGES = new ExtensionFilter("TAR", "*.tar", "*.tar.gz", "*.tgz");

    Optional<Path> diagnostics() {
        return save("diagnostics.save", "quilt-appliance-diagnostics.zip", ARCHIVES);
    }

    Optional<Path> logsToSave() {
        return save("logs.export", "quilt-appliance.log", LOGS);
    }

    Optional<Path> usersToSave() {
        return save("users.export", "users.csv", TABLES);
    }

    Optional<Path> backupToSave() {
        return save("backups.export", "registry.quiltbackup", BACKUPS);
    }

    Optional<Path> backupToOpen() {
        return path(chooser("backups.import", BACKUPS).showOpenDialog(owner));
    }

    Optional<Path> backupFolder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle(texts.of("backups.folder"));
        return path(chooser.showDialog(owner));
    }

    Optional<Path> images() {
        return path(chooser("fix.images", IMAGES).showOpenDialog(owner));
    }

    Optional<Path> imagesToSave() {
        return save("storage.images.save", "quilt-appliance-images.tar", IMAGES);
    }

    Optional<Path> authority() {
        return save("settings.tls.export", "ca.pem", PEM);
    }

    Optional<Path> envFile() {
        return path(chooser("settings.import", ENV).showOpenDialog(owner));
    }

    Optional<Path> file() {
        return path(chooser("settings.browse", ANY).showOpenDialog(owner));
    }

    Optional<Path> folder() {
        var chooser = new DirectoryChooser();
        chooser.setTitle(texts.of("settings.browse"));
        return path(chooser.showDialog(owner));
    }

    private Optional<Path> save(String title, String name, ExtensionFilter filter) {
        var chooser = chooser(title, filter);
        chooser.setInitialFileName(name);
        return path(chooser.showSaveDialog(owner));
    }

    private FileChooser chooser(String title, ExtensionFilter filter) {
        var chooser = new FileChooser();
        chooser.setTitle(texts.of(title));
        chooser.getExtensionFilters().add(filter);
        return chooser;
    }

    private static Optional<Path> path(@Nullable File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }
}
