package org.quiltappliance.server.containers.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks an engine for what the library has no command for: one request of HTTP 1.0, whose answer ends with the connection.
 * Sockets and plain TCP only.
 */
final class PlainRequest {

    private static final int BUFFER = 16 * 1024;

    private final DockerEndpoint endpoint;

    PlainRequest(DockerEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** What came back. @param body without the headers */
    record Answer(int status, String body) {}

    /** @return empty when this endpoint cannot be asked in this way, or the answer is none */
    Optional<Answer> get(String path) throws IOException {
        boolean plain = endpoint.socket().isPresent()
                || "tcp".equals(endpoint.uri().getScheme())
                        && endpoint.certificates().isEmpty();
        return plain ? parsed(exchange(path)) : Optional.empty();
    }

    private static Optional<Answer> parsed(String answer) {
        int body = answer.indexOf("\r\n\r\n");
        String[] status = answer.split("[ \r]", 3);
        return body < 0 || status.length < 2 || !status[1].matches("\\d{3}")
                ? Optional.empty()
                : Optional.of(new Answer(Integer.parseInt(status[1]), answer.substring(body + 4)));
    }

    /** Closing the channel when the thread is interrupted is what a channel does by itself. */
    private String exchange(String path) throws IOException {
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
