package org.quiltappliance.server.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One recorded command of the client ({@code transcripts/README.md}).
 *
 * @param number the file's place in the story, from 1
 * @param machine whose home the command ran in
 * @param requests method and path of each request, in any order; objects as method and hash
 */
record Transcript(
        int number,
        String file,
        String machine,
        List<String> arguments,
        String typed,
        int exitCode,
        String stdout,
        String stderr,
        List<String> requests) {

    private static final Path FOLDER = Path.of("src/test/resources/transcripts");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All recordings in the order in which they were made. */
    static List<Transcript> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .map(Transcript::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Transcript read(Path file) {
        try {
            var lines =
                    Files.readAllLines(file).stream().map(Transcript::parsed).toList();
            var command = lines.get(0);
            var name = file.getFileName().toString();
            return new Transcript(
                    Integer.parseInt(name.substring(0, 2)),
                    name.replace(".jsonl", ""),
                    command.get("machine").asText(),
                    StreamSupport.stream(command.get("argv").spliterator(), false)
                            .map(JsonNode::asText)
                            .toList(),
                    command.get("stdin").asText(),
                    command.get("exit_code").asInt(),
                    command.get("stdout").asText(),
                    command.get("stderr").asText(),
                    lines.stream()
                            .skip(1)
                            .map(line -> line.get("request"))
                            .map(request -> asRequest(
                                    request.get("method").asText(),
                                    request.get("path").asText()))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An object is known by its hash, wherever the store keeps it. */
    static String asRequest(String method, String path) {
        return path.startsWith("/api/")
                ? method + " " + path
                : method + " " + path.substring(path.lastIndexOf('/') + 1);
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
