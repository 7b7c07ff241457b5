package org.quiltappliance.server.containers.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Asks an engine how much its volumes hold. The library has no command for that, so this speaks for itself: one request
 * of HTTP 1.0, whose answer ends with the connection. Sockets and plain TCP only; others get no figure.
 */
final class DiskUsage {

    private static final int BUFFER = 16 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DockerEndpoint endpoint;
    private final ApiVersion version;

    DiskUsage(DockerEndpoint endpoint, ApiVersion version) {
        this.endpoint = endpoint;
        this.version = version;
    }

    /** Bytes in the volume; empty when the engine does not know. */
    OptionalLong ofVolume(String name) throws IOException {
        boolean plain = endpoint.socket().isPresent()
                || "tcp".equals(endpoint.uri().getScheme())
                        && endpoint.certificates().isEmpty();
        if (!plain) {
            return OptionalLong.empty();
        }
        String answer = get("/v" + version + "/system/df");
        int body = answer.indexOf("\r\n\r\n");
        if (body < 0 || !answer.substring(0, answer.indexOf('\r')).contains(" 200 ")) {
            return OptionalLong.empty();
        }
        for (JsonNode volume : JSON.readTree(answer.substring(body)).path("Volumes")) {
            if (volume.path("Name").asText().equals(name)) {
                long bytes = volume.path("UsageData").path("Size").asLong(-1);
                return bytes < 0 ? OptionalLong.empty() : OptionalLong.of(bytes);
            }
        }
        return OptionalLong.empty();
    }

    /** Closing the channel when the thread is interrupted is what a channel does by itself. */
    private String get(String path) throws IOException {
        try (var channel = SocketChannel.open(address())) {
            var request = ByteBuffer.wrap(
                    ("GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            while (request.hasRemaining()) {
                channel.write(request);
            }
            var answer = new ByteArrayOutputStream();
            var buffer = ByteBuffer.allocate(BUFFER);
            while (channel.read(buffer) >= 0) {
                answer.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private SocketAddress address() {
        return endpoint.socket()
                .<SocketAddress>map(UnixDomainSocketAddress::of)
                .orElseGet(() -> new InetSocketAddress(
                        endpoint.uri().getHost(), endpoint.uri().getPort()));
    }
}
