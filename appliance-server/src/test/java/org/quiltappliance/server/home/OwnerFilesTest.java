package org.quiltappliance.server.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerFilesTest {

    @TempDir
    Path folder;

    @Test
    void replacesContentAndLeavesNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("a file"), "old");

        OwnerFiles.replace(file, "new".getBytes(UTF_8));

        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void onlyTheOwnerMayRead() throws IOException {
        Path file = folder.resolve("secret");
        Path made = folder.resolve("a/b");

        OwnerFiles.replace(file, new byte[] {1});
        OwnerFiles.makeFolder(made);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
        assertThat(OwnerFiles.isOpenToOthers(file)).isFalse();
    }

    @Test
    void tellsWhatOthersMayRead() throws IOException {
        Path file = Files.createFile(folder.resolve("open"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(OwnerFiles.isOpenToOthers(file)).isTrue();
    }

    @Test
    void whatAKilledProcessWasWritingIsSweptUnlessItIsYoung() throws IOException {
        Files.createFile(folder.resolve(".state.json123.new"));
        Files.createFile(folder.resolve("state.json"));
        Files.createFile(folder.resolve("my.new"));

        OwnerFiles.sweep(folder, Instant.now().minusSeconds(60));
        assertThat(folder.resolve(".state.json123.new")).exists();

        OwnerFiles.sweep(folder, Instant.MAX);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("state.json", "my.new");
        OwnerFiles.sweep(folder.resolve("not there"), Instant.MAX);
    }

    @Test
    void failedReplacementLeavesTheOldFile() throws IOException {
        Path place = Files.createDirectory(folder.resolve("taken"));
        Files.createFile(place.resolve("content"));

        assertThatThrownBy(() -> OwnerFiles.replace(place, new byte[] {1})).isInstanceOf(IOException.class);

        assertThat(place.resolve("content")).exists();
        assertThat(folder.toFile().list()).containsExactly("taken");
    }

    @Test
    void linkStaysALink() throws IOException {
        Path real = Files.writeString(folder.resolve("real"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);

        OwnerFiles.replace(link, "new".getBytes(UTF_8));

        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void emptyingRemovesWhatIsInsideAndFollowsNoLink() throws IOException {
        Path outside = Files.createFile(folder.resolve("outside"));
        Path full = Files.createDirectories(folder.resolve("full/deep/deeper"));
        Files.createFile(full.resolve("file"));
        Files.createSymbolicLink(full.resolve("link"), folder);

        OwnerFiles.empty(folder.resolve("full"));

        assertThat(folder.resolve("full")).isEmptyDirectory();
        assertThat(outside).exists();
    }

    @Test
    void emptyingNothingIsNoFailure() throws IOException {
        OwnerFiles.empty(folder.resolve("missing"));

        assertThat(folder.resolve("missing")).doesNotExist();
    }
}
