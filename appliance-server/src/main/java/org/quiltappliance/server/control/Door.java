package org.quiltappliance.server.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.OwnerFiles;

/** Where the control channel of a home folder is: both sides find it in the folder {@code run}. */
final class Door {

    /** The shortest limit of any system is 104 bytes with the final zero. */
    private static final int LONGEST_PATH = 100;

    private static final int TOKEN_BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path socket;
    private final Path portFile;

    Door(Home home) {
        socket = home.run().resolve("control.sock");
        portFile = home.run().resolve("control.json");
    }

    /** A door that is open. @param token that each caller must bring; empty where the folder keeps others out */
    record Open(ServerSocketChannel channel, String token) {}

    /** A way in. @param token to say first */
    record Way(SocketChannel channel, String token) {}

    /** Opens the door; the caller holds the lock of the home folder, so what lies about is from a dead process. */
    Open open() throws IOException {
        remove();
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_PATH) {
            try {
                return new Open(bound(), "");
            } catch (UnsupportedOperationException | IOException noSuchSockets) {
                Files.deleteIfExists(socket);
            }
        }
        return onLoopback();
    }

    private ServerSocketChannel bound() throws IOException {
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket));
            OwnerFiles.makePrivate(socket);
            return channel;
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    private Open onLoopback() throws IOException {
        var channel = ServerSocketChannel.open();
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = HexFormat.of().formatHex(random);
        int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        var text = JSON.createObjectNode().put("port", port).put("token", token);
        OwnerFiles.replace(portFile, JSON.writeValueAsBytes(text));
        return new Open(channel, token);
    }

    /** Goes in. @throws IOException when nobody is there */
    Way enter() throws IOException {
        if (Files.exists(portFile)) {
            JsonNode text = JSON.readTree(Files.readAllBytes(portFile));
            var address = new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), text.path("port").asInt());
            return new Way(SocketChannel.open(address), text.path("token").asText());
        }
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw new IOException("No appliance runs here.");
        }
        return new Way(SocketChannel.open(UnixDomainSocketAddress.of(socket)), "");
    }

    void remove() throws IOException {
        Files.deleteIfExists(socket);
        Files.deleteIfExists(portFile);
    }
}
