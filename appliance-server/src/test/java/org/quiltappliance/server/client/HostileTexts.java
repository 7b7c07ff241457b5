package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Tree;

/**
 * A package in which every place that holds a text of people holds texts that would run as scripts where one is shown as it
 * is: names of files, sources, metadata, README, contents, comments. The texts themselves are read from {@code
 * bundled-catalog/e2e/hostile-texts.json}, which the browser tests read too.
 */
final class HostileTexts {

    private HostileTexts() {}

    static List<String> all() {
        try {
            var texts = new ArrayList<String>();
            for (JsonNode text :
                    Answer.JSON.readTree(Files.readAllBytes(Path.of("../bundled-catalog/e2e/hostile-texts.json")))) {
                texts.add(text.textValue());
            }
            return texts;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Pushes it over HTTP, because the real client refuses to build such names. */
    static void pushed(RegistryClient client, String owner, String name) {
        var texts = all();
        var tree = Tree.empty();
        var together = String.join("\n\n", texts);
        tree.file("README", ("# Hostile\n\n" + together + "\n").getBytes(StandardCharsets.UTF_8), "README.md");
        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            var source = text.replace("/", "%2F") + ".txt";
            tree.file("names/" + text.replace('/', '_'), text.getBytes(StandardCharsets.UTF_8), source);
        }
        for (var kind : List.of("html", "svg", "md", "json", "txt", "py", "xml", "csv", "ipynb", "jsonl")) {
            tree.file("contents/as_" + kind, content(kind, texts).getBytes(StandardCharsets.UTF_8), "page." + kind);
        }
        tree.userMetadata("contents/as_txt", metadata(texts));
        var pkg = new Pkg(owner, name);
        new QuiltClient(client).push(pkg, tree);
        for (var text : texts) {
            assertThat(client.post(pkg.all("comments"), Map.of("contents", text))
                            .status())
                    .isEqualTo(200);
        }
    }

    private static String content(String kind, List<String> texts) {
        var together = String.join("\n", texts);
        return switch (kind) {
            case "svg" ->
                "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"window.ran='svg'\"><script>window.ran='svg'</script>"
                        + "<rect width=\"20\" height=\"20\"/></svg>";
            case "html" -> "<!doctype html><title>x</title><script>window.ran='html'</script>" + together;
            case "json" -> metadata(texts);
            case "jsonl" ->
                String.join(
                        "\n",
                        texts.stream().map(text -> metadata(List.of(text))).toList());
            case "csv" ->
                "\"" + texts.get(0).replace("\"", "\"\"") + "\",b\n"
                        + String.join(
                                "\n",
                                texts.stream()
                                        .map(text -> "\"" + text.replace("\"", "\"\"") + "\",1")
                                        .toList());
            case "ipynb" -> notebook(texts);
            default -> together;
        };
    }

    private static String metadata(List<String> texts) {
        var node = Answer.JSON.createObjectNode();
        texts.forEach(text -> node.put(text, text));
        return node.toString();
    }

    private static String notebook(List<String> texts) {
        var notebook = Answer.JSON.createObjectNode().put("nbformat", 4).put("nbformat_minor", 5);
        notebook.putObject("metadata");
        var cells = notebook.putArray("cells");
        for (var text : texts) {
            var words = cells.addObject().put("cell_type", "markdown").put("source", text);
            words.putObject("metadata");
            var code = cells.addObject()
                    .put("cell_type", "code")
                    .put("execution_count", 1)
                    .put("source", text);
            code.putObject("metadata");
            var output = code.putArray("outputs").addObject().put("output_type", "display_data");
            output.putObject("metadata");
            output.putObject("data")
                    .put("text/html", text)
                    .put("image/svg+xml", text)
                    .put("text/plain", text);
        }
        return notebook.toString();
    }
}
