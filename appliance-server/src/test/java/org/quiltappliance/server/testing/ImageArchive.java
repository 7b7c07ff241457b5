package org.quiltappliance.server.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Assembles an image without any registry, in the form that {@code docker load} reads: one layer made of programs of this
 * computer with the libraries they need. The same content always gives the same image.
 */
final class ImageArchive {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CREATED = "2026-01-01T00:00:00Z";
    private static final int PROGRAM = 0755;
    private static final int FOLDER = 0755;

    /** Something in the layer, under its path without the first slash. */
    private sealed interface Entry {
        record Folder(int mode, int owner) implements Entry {}

        record Link(String target) implements Entry {}

        record Text(String content, int mode) implements Entry {}

        record Copy(Path source, int mode) implements Entry {}
    }

    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final Map<String, Object> config = new TreeMap<>();

    /** Starts with the root's usual folders. */
    ImageArchive() {
        folder("tmp", 01777, 0);
        folder("run", FOLDER, 0);
    }

    ImageArchive folder(String path, int mode, int owner) {
        parents(path);
        entries.put(path, new Entry.Folder(mode, owner));
        return this;
    }

    ImageArchive link(String path, String target) {
        parents(path);
        entries.put(path, new Entry.Link(target));
        return this;
    }

    ImageArchive text(String path, String content, boolean executable) {
        parents(path);
        entries.put(path, new Entry.Text(content, executable ? PROGRAM : 0644));
        return this;
    }

    ImageArchive copy(Path source, String path, boolean executable) {
        parents(path);
        entries.put(path, new Entry.Copy(source, executable ? PROGRAM : 0644));
        return this;
    }

    /** All below that folder, in the same place. */
    ImageArchive copyTree(Path folder, Set<String> without) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file ->
                            without.stream().noneMatch(part -> file.toString().contains(part)))
                    .forEach(file -> copy(file, relative(file), Files.isExecutable(file)));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** All below that folder, in another place. */
    ImageArchive copyTree(Path folder, String place, Set<String> without) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .filter(file ->
                            without.stream().noneMatch(part -> file.toString().contains(part)))
                    .forEach(file -> copy(file, place + "/" + folder.relativize(file), Files.isExecutable(file)));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Programs or libraries, in the same place, and all libraries they need. */
    ImageArchive withLibraries(List<Path> programs) {
        for (Path program : programs) {
            copy(program, relative(program), true);
        }
        return librariesOf(programs);
    }

    /** What these need from this computer, but not what they bring along in that folder. */
    ImageArchive librariesOf(List<Path> programs, Path brought) {
        for (Path library : libraries(programs)) {
            if (!library.normalize().startsWith(brought)) {
                copy(library, relative(library), true);
            }
        }
        return this;
    }

    /** What these need, without themselves. */
    ImageArchive librariesOf(List<Path> programs) {
        for (Path library : libraries(programs)) {
            copy(library, relative(library), true);
        }
        return this;
    }

    /** BusyBox under the names of the usual commands. */
    ImageArchive busybox() {
        Path program = Stream.of("/usr/bin/busybox", "/bin/busybox")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("BusyBox is needed by this test and is not on this machine."
                                + " Install the package \"busybox-static\"."));
        copy(program, "bin/busybox", true);
        for (String command : List.of(
                "sh", "cat", "chmod", "chown", "cp", "date", "dd", "echo", "env", "grep", "head", "id", "kill", "ls",
                "mkdir", "mv", "nc", "printf", "ps", "rm", "sed", "sleep", "su", "tail", "test", "touch", "true",
                "false", "yes")) {
            link("bin/" + command, "busybox");
        }
        return this;
    }

    /** One part of the image's configuration, such as {@code Entrypoint}. */
    ImageArchive config(String name, Object value) {
        config.put(name, value);
        return this;
    }

    /** Of everything that goes in. */
    String key() {
        MessageDigest digest = sha256();
        try {
            for (var entry : entries.entrySet()) {
                digest.update((entry.getKey() + " " + entry.getValue() + "\n").getBytes(StandardCharsets.UTF_8));
                if (entry.getValue() instanceof Entry.Copy copy) {
                    try (InputStream in = Files.newInputStream(copy.source())) {
                        var buffer = new byte[1 << 16];
                        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                            digest.update(buffer, 0, count);
                        }
                    }
                }
            }
            digest.update(JSON.writeValueAsBytes(config));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Writes the image to that file, which appears only when it is complete. */
    void write(Path archive, String name) throws IOException {
        Path layer = Files.createTempFile("layer", ".tar");
        Path fresh = Files.createTempFile(archive.toAbsolutePath().getParent(), "image", ".new");
        try {
            String layerHash = writeLayer(layer);
            byte[] image = JSON.writeValueAsBytes(Map.of(
                    "architecture",
                    System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64",
                    "os",
                    "linux",
                    "created",
                    CREATED,
                    "config",
                    config,
                    "rootfs",
                    Map.of("type", "layers", "diff_ids", List.of("sha256:" + layerHash)),
                    "history",
                    List.of(Map.of("created", CREATED, "created_by", "assembled for tests"))));
            String imageFile = HexFormat.of().formatHex(sha256().digest(image)) + ".json";
            byte[] manifest = JSON.writeValueAsBytes(List.of(Map.of(
                    "Config", imageFile, "RepoTags", List.of(name), "Layers", List.of(layerHash + "/layer.tar"))));
            try (var tar = tar(Files.newOutputStream(fresh))) {
                file(tar, imageFile, image);
                tar.putArchiveEntry(new TarArchiveEntry(layer.toFile(), layerHash + "/layer.tar"));
                Files.copy(layer, tar);
                tar.closeArchiveEntry();
                file(tar, "manifest.json", manifest);
            }
            Files.move(fresh, archive, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(layer);
            Files.deleteIfExists(fresh);
        }
    }

    private String writeLayer(Path layer) throws IOException {
        MessageDigest digest = sha256();
        try (var tar = tar(new DigestOutputStream(Files.newOutputStream(layer), digest))) {
            for (var entry : entries.entrySet()) {
                write(tar, entry.getKey(), entry.getValue());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void write(TarArchiveOutputStream tar, String path, Entry what) throws IOException {
        if (what instanceof Entry.Folder folder) {
            var entry = entry(path + "/", folder.mode());
            entry.setIds(folder.owner(), folder.owner());
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        } else if (what instanceof Entry.Link link) {
            var entry = new TarArchiveEntry(path, TarArchiveEntry.LF_SYMLINK);
            entry.setLinkName(link.target());
            entry.setModTime(0);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        } else if (what instanceof Entry.Text text) {
            byte[] bytes = text.content().getBytes(StandardCharsets.UTF_8);
            var entry = entry(path, text.mode());
            entry.setSize(bytes.length);
            tar.putArchiveEntry(entry);
            tar.write(bytes);
            tar.closeArchiveEntry();
        } else if (what instanceof Entry.Copy copy) {
            var entry = entry(path, copy.mode());
            entry.setSize(Files.size(copy.source()));
            tar.putArchiveEntry(entry);
            Files.copy(copy.source(), tar);
            tar.closeArchiveEntry();
        }
    }

    private static TarArchiveEntry entry(String path, int mode) {
        var entry = new TarArchiveEntry(path);
        entry.setMode(mode);
        entry.setModTime(0);
        entry.setIds(0, 0);
        return entry;
    }

    private static void file(TarArchiveOutputStream tar, String path, byte[] content) throws IOException {
        var entry = entry(path, 0644);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static TarArchiveOutputStream tar(OutputStream out) {
        var tar = new TarArchiveOutputStream(new BufferedOutputStream(out, 1 << 16), "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return tar;
    }

    private void parents(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            entries.putIfAbsent(path.substring(0, slash), new Entry.Folder(FOLDER, 0));
        }
    }

    private static String relative(Path file) {
        return file.toString().substring(1);
    }

    private static Set<Path> libraries(List<Path> programs) {
        var found = new TreeSet<Path>();
        for (Path program : programs) {
            for (String line : output("ldd", program.toString()).split("\n")) {
                int slash = line.indexOf('/');
                int end = line.indexOf(" (", Math.max(slash, 0));
                if (slash >= 0 && end > slash) {
                    found.add(Path.of(line.substring(slash, end)));
                }
            }
        }
        return found;
    }

    private static String output(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            // The end of its output, not its exit code: it fails for programs that need no libraries.
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
