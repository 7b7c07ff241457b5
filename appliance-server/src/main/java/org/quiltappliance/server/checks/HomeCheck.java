package org.quiltappliance.server.checks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.quiltappliance.server.checks.Check.Finding;
import org.quiltappliance.server.home.OwnerFiles;
import org.quiltappliance.server.lifecycle.Problems;

/** PF-1: whether the home folder can be written, is private, and lies on a disk of this computer. */
record HomeCheck(Path home, Problems problems) {

    private static final List<String> SYNCED = List.of("onedrive", "dropbox", "mobile documents", "google drive");
    private static final List<String> NETWORK = List.of("nfs", "cifs", "smb", "afp", "webdav", "sshfs", "9p");

    Finding find() {
        if (!Files.isDirectory(home)) {
            return Finding.ok(home + " will be made.");
        }
        try {
            write();
        } catch (IOException refused) {
            return Finding.fail(problems.homeNotWritable(home, Reasons.of(refused)));
        }
        return judge();
    }

    private void write() throws IOException {
        Path file = Files.createTempFile(home, ".check", OwnerFiles.UNFINISHED);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}));
            channel.force(true);
        } finally {
            Files.delete(file);
        }
    }

    private Finding judge() {
        String path = home.toString().toLowerCase(Locale.ROOT);
        if (SYNCED.stream().anyMatch(path::contains)) {
            return Finding.warn(
                    home + " looks like a folder that is copied to other computers all the time. Choose another.");
        }
        try {
            String disk = Files.getFileStore(home).type().toLowerCase(Locale.ROOT);
            if (NETWORK.stream().anyMatch(disk::contains)) {
                return Finding.warn(home + " is on a network drive (" + disk + "). Choose a folder on this computer.");
            }
            if (OwnerFiles.isOpenToOthers(home)) {
                return Finding.warn(
                        "Other users of this computer may look into " + home + ". Make it private: chmod 700");
            }
        } catch (IOException unknown) {
            return Finding.ok(home + " can be written.");
        }
        return Finding.ok(home + " can be written and is private.");
    }
}
