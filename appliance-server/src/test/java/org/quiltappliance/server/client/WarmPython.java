package org.quiltappliance.server.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs the client's commands in children of one Python that has the client's libraries loaded ({@code src/test/client/warm.py}):
 * loading them takes longer than most commands. Ends with this process.
 */
final class WarmPython {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What Python looks at when it starts, so that it must start anew for another value. */
    private static final List<String> LOOKED_AT_EARLY = List.of("PYTHON", "LANG", "LC_", "TZ");

    private static final Map<String, String> STARTED_WITH =
            Map.of("LANG", "C.UTF-8", "PYTHONIOENCODING", "utf-8", "TZ", "UTC");

    private final Path socket;

    private WarmPython(Path socket) {
        this.socket = socket;
    }

    /** Whether commands with these variables may run in it. */
    static boolean suits(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> LOOKED_AT_EARLY.stream().anyMatch(variable.getKey()::startsWith))
                .allMatch(variable -> variable.getValue().equals(STARTED_WITH.get(variable.getKey())));
    }

    static WarmPython started(Path python) {
        try {
            var folder = Files.createTempDirectory("python");
            var socket = folder.resolve("socket");
            var log = folder.resolve("log").toFile();
            var builder = new ProcessBuilder(
                            python.toString(),
                            ClientTools.module()
                                    .resolve("src/test/client/warm.py")
                                    .toString(),
                            socket.toString())
                    .redirectError(log);
            builder.environment().clear();
            builder.environment().putAll(STARTED_WITH);
            // Children must find no threads that were left behind in their parent.
            builder.environment().put("OPENBLAS_NUM_THREADS", "1");
            var said = builder.start().inputReader().readLine();
            if (!"ready".equals(said)) {
                throw new AssertionError("warm.py did not start: " + Files.readString(log.toPath()));
            }
            for (var made : List.of(folder.toFile(), log, socket.toFile())) {
                made.deleteOnExit();
            }
            return new WarmPython(socket);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * Runs a command to its end.
     *
     * @param arguments a script with its own arguments, or {@code -c} and a program
     * @param seconds that it may take
     * @return the exit code; empty when it took longer, and was ended
     */
    OptionalInt run(
            List<String> arguments,
            Map<String, String> environment,
            Path folder,
            Path in,
            Path out,
            Path err,
            long seconds)
            throws IOException, InterruptedException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            var asked = JSON.writeValueAsString(Map.of(
                    "arguments",
                    arguments,
                    "environment",
                    environment,
                    "folder",
                    folder.toString(),
                    "in",
                    in.toString(),
                    "out",
                    out.toString(),
                    "err",
                    err.toString()));
            var bytes = ByteBuffer.wrap((asked + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            var answer = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
            long process = Long.parseLong(answer.readLine());
            var code = CompletableFuture.supplyAsync(() -> read(answer));
            try {
                return OptionalInt.of(code.get(seconds, TimeUnit.SECONDS));
            } catch (TimeoutException hung) {
                ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
                return OptionalInt.empty();
            } catch (ExecutionException failed) {
                throw new IOException(failed);
            }
        }
    }

    private static int read(BufferedReader answer) {
        try {
            return Integer.parseInt(answer.readLine());
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
