package org.quiltappliance.server.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.quiltappliance.server.home.Home;

/** Speaks to the appliance that runs in a home folder. */
public final class ControlClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Door.Way way;
    private final Lines lines;

    private ControlClient(Door.Way way) {
        this.way = way;
        this.lines = new Lines(way.channel());
    }

    /** @throws IOException when none runs there */
    public static ControlClient connect(Home home) throws IOException {
        var client = new ControlClient(new Door(home).enter());
        if (!client.way.token().isEmpty()) {
            client.lines.write(client.way.token());
        }
        return client;
    }

    /** Asks and waits for the answer, however long the work takes. @throws IOException when the appliance ends meanwhile */
    public JsonNode ask(JsonNode request) throws IOException {
        lines.write(JSON.writeValueAsString(request));
        String answer = lines.read();
        if (answer == null) {
            throw new IOException("The appliance ended before it answered.");
        }
        return JSON.readTree(answer);
    }

    /** Like {@link #ask(JsonNode)}, for what takes no time: whoever is silent for that long is not asked again. */
    public JsonNode ask(JsonNode request, Duration patience) throws IOException {
        var silent = CompletableFuture.runAsync(
                this::hangUp, CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return ask(request);
        } finally {
            silent.cancel(false);
        }
    }

    /** Ends an {@link #ask} that waits in another thread. */
    private void hangUp() {
        try {
            close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        way.channel().close();
    }
}
