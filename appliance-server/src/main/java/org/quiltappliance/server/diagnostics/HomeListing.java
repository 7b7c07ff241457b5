package org.quiltappliance.server.diagnostics;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.quiltappliance.server.home.Home;

/**
 * The files of a home folder with their rights, sizes and times. Folders that hold objects are told as a number only: they
 * may hold millions, and their names tell of packages.
 */
final class HomeListing {

    private static final int MOST = 5_000;

    private HomeListing() {}

    static String of(Home home) throws IOException {
        if (!Files.isDirectory(home.folder())) {
            return home.folder() + " does not exist.\n";
        }
        var walk = new Walk(home);
        Files.walkFileTree(home.folder(), walk);
        Collections.sort(walk.lines);
        return home.folder() + "\n\n" + String.join("\n", walk.lines) + "\n"
                + (walk.left > 0 ? "and " + walk.left + " more\n" : "");
    }

    private static final class Walk extends SimpleFileVisitor<Path> {

        private final Home home;
        private final Set<Path> counted;
        private final List<String> lines = new ArrayList<>();
        private long left;

        Walk(Home home) {
            this.home = home;
            counted = Set.of(home.testObjects(), home.objects(), home.backups());
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            if (!counted.contains(folder)) {
                return FileVisitResult.CONTINUE;
            }
            var count = new Count();
            Files.walkFileTree(folder, count);
            add(folder, attributes, count.files + " files, " + count.bytes + " bytes");
            return FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            add(file, attributes, attributes.size() + " bytes");
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) {
            lines.add(home.folder().relativize(file) + "  cannot be looked at");
            return FileVisitResult.CONTINUE;
        }

        private void add(Path file, BasicFileAttributes attributes, String size) throws IOException {
            if (lines.size() >= MOST) {
                left++;
                return;
            }
            lines.add(home.folder().relativize(file) + "  " + size + "  "
                    + attributes.lastModifiedTime().toInstant() + rights(file));
        }

        private static String rights(Path file) throws IOException {
            if (!file.getFileSystem().supportedFileAttributeViews().contains("posix") || Files.isSymbolicLink(file)) {
                return "";
            }
            var attributes = Files.readAttributes(file, PosixFileAttributes.class);
            return "  " + PosixFilePermissions.toString(attributes.permissions());
        }
    }

    private static final class Count extends SimpleFileVisitor<Path> {

        private long files;
        private long bytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files++;
            bytes += attributes.size();
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }
}
