package org.quiltappliance.server.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.quiltappliance.server.home.Home;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the commands that come through the control channel, each connection in turn and all at the same time. */
public final class ControlServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ControlServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FAREWELL_SECONDS = 3;

    /** Answers one request. */
    @FunctionalInterface
    public interface Desk {
        /**
         * May take as long as the work does.
         *
         * @param request an object with {@code command}
         * @return the whole answer
         */
        ObjectNode answer(JsonNode request);
    }

    private final Door door;
    private final Door.Open open;
    private final Desk desk;
    private final ExecutorService threads;
    private final Set<SocketChannel> guests = ConcurrentHashMap.newKeySet();
    private final AtomicInteger busy = new AtomicInteger();

    private ControlServer(Door door, Door.Open open, Desk desk) {
        this.door = door;
        this.open = open;
        this.desk = desk;
        this.threads = Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "control");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Opens the channel of that home folder, whose lock the caller holds. */
    public static ControlServer open(Home home, Desk desk) throws IOException {
        var door = new Door(home);
        var server = new ControlServer(door, door.open(), desk);
        server.threads.execute(server::receive);
        return server;
    }

    private void receive() {
        while (open.channel().isOpen()) {
            try {
                SocketChannel guest = open.channel().accept();
                guests.add(guest);
                threads.execute(() -> serve(guest));
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException failed) {
                log.warn("Somebody could not be let in.", failed);
            }
        }
    }

    private void serve(SocketChannel guest) {
        try (guest) {
            var lines = new Lines(guest);
            if (!open.token().isEmpty() && !isToken(lines.read())) {
                return;
            }
            for (String line = lines.read(); line != null; line = lines.read()) {
                busy.incrementAndGet();
                try {
                    lines.write(JSON.writeValueAsString(answer(line)));
                } finally {
                    leave();
                }
            }
        } catch (IOException gone) {
            log.debug("Somebody left in the middle of a word.", gone);
        } finally {
            guests.remove(guest);
        }
    }

    private void leave() {
        synchronized (busy) {
            busy.decrementAndGet();
            busy.notifyAll();
        }
    }

    private boolean isToken(@org.jspecify.annotations.Nullable String line) {
        return line != null
                && MessageDigest.isEqual(
                        line.getBytes(StandardCharsets.UTF_8), open.token().getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode answer(String line) {
        try {
            return desk.answer(JSON.readTree(line));
        } catch (JsonProcessingException broken) {
            return error("INVALID", "This is not JSON.");
        } catch (RuntimeException unexpected) {
            log.error("A command could not be answered.", unexpected);
            return error("INTERNAL", "Something unexpected happened; the log says more.");
        }
    }

    /** An answer that says what went wrong. @param code stable, for programs */
    public static ObjectNode error(String code, String message) {
        var answer = JSON.createObjectNode();
        answer.putObject("error").put("code", code).put("message", message);
        return answer;
    }

    /** Lets nobody in any more, gives answers that are under way a moment, and ends. */
    @Override
    public void close() {
        try {
            open.channel().close();
            door.remove();
            waitForAnswers();
            for (SocketChannel guest : guests) {
                guest.close();
            }
        } catch (IOException failed) {
            log.warn("The control channel could not be closed.", failed);
        } finally {
            threads.shutdownNow();
        }
    }

    private void waitForAnswers() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(FAREWELL_SECONDS);
        synchronized (busy) {
            try {
                for (long left = end - System.nanoTime(); busy.get() > 0 && left > 0; left = end - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(busy, left);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
