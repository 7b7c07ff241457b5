package org.quiltappliance.server.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Folders;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Tree;

/**
 * What the catalog is measured with: {@code rivers} with a text and some files, {@code many} with 100,000 files, and {@code
 * measurements} with a table of 1,000,000 rows in one row group, as the client writes it.
 */
final class CatalogPackages {

    private static final int MANY = 100_000;
    private static final int ROWS = 1_000_000;
    private static final int NUMBERS = 20;

    private final ServerProcess server;
    private final Options options;
    private final Path objects;

    CatalogPackages(ServerProcess server, Options options) throws IOException {
        this.server = server;
        this.options = options;
        objects = Files.createDirectories(server.objectFolder().resolve("objs").resolve(ServerProcess.OWNER));
    }

    void push() throws IOException {
        try (var registry = Registry.signedIn(server.registry())) {
            var client =
                    new RegistryClient(server.registry()).as(registry.token()).gzipping();
            var rivers = rivers();
            for (var object : rivers.objects().entrySet()) {
                Files.write(objects.resolve(object.getKey()), object.getValue());
            }
            push(client, "rivers", rivers, rivers.sizes());
            pushTable(client);
            var many = SyntheticPackage.small("many", 1, MANY);
            new ObjectFiles(server.objectFolder()).write(many);
            registry.push(many, many.pushBody(), Wire.Body.COUNT);
            registry.tagLatest(many);
        }
    }

    private static Tree rivers() {
        var text = new StringBuilder("# Gauges of the rivers\n\nLevels and flows, by **year** and _gauge_.\n");
        for (int year = 1990; year < 2020; year++) {
            text.append("\n## ")
                    .append(year)
                    .append("\n\n| gauge | level |\n| --- | --- |\n| A17 | 112.4 |\n| B03 | 98.1 |\n");
        }
        var tree = Tree.empty().file("README", text.toString().getBytes(StandardCharsets.UTF_8), "README.md");
        for (int file = 0; file < 60; file++) {
            tree.file("notes/note_" + file, "Note " + file + "\n");
        }
        return tree;
    }

    private void pushTable(RegistryClient client) throws IOException {
        var file = Files.createTempDirectory(options.folder(), "table").resolve("million.parquet");
        try {
            writeTable(file);
            var hash = hash(file);
            var table = Answer.JSON.createObjectNode().put("type", "TABLE").put("format", "PARQUET");
            table.putArray("hashes").add(hash);
            table.putObject("metadata").put("q_path", "million.csv").put("q_target", "pandas");
            var sizes = Answer.JSON.createObjectNode().put(hash, Files.size(file));
            Files.move(file, objects.resolve(hash));
            push(client, "measurements", Tree.empty().put("million", table), sizes);
        } finally {
            Folders.delete(file.getParent());
        }
    }

    private static void writeTable(Path file) throws IOException {
        var columns = new StringBuilder();
        for (int column = 0; column < NUMBERS; column++) {
            columns.append(", hash(i * ")
                    .append(NUMBERS)
                    .append(" + ")
                    .append(column)
                    .append(") / 1e15 AS n")
                    .append(column);
        }
        try (var database = DriverManager.getConnection("jdbc:duckdb:");
                var statement = database.createStatement()) {
            statement.execute("COPY (SELECT 'row-' || i AS name" + columns + " FROM range(" + ROWS + ") rows(i)) TO '"
                    + file + "' (FORMAT parquet, ROW_GROUP_SIZE " + 2 * ROWS + ")");
        } catch (SQLException failed) {
            throw new IOException("The table was not written", failed);
        }
    }

    private static String hash(Path file) throws IOException {
        try (var read = new DigestInputStream(Files.newInputStream(file), SyntheticPackage.sha256())) {
            read.transferTo(OutputStream.nullOutputStream());
            return Hash.of(read.getMessageDigest().digest()).toString();
        }
    }

    private static void push(RegistryClient client, String name, Tree tree, ObjectNode sizes) {
        var body = tree.dryRun().put("dry_run", false);
        body.set("sizes", sizes);
        good(client.put("/api/package/" + ServerProcess.OWNER + "/" + name + "/" + tree.hash(), body));
        good(client.put("/api/tag/" + ServerProcess.OWNER + "/" + name + "/latest", Map.of("hash", tree.hash())));
    }

    private static void good(Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException("The registry answered " + answer);
        }
    }
}
