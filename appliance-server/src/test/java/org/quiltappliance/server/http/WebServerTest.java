package org.quiltappliance.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.HttpConfig;

class WebServerTest {

    @Test
    @DisplayName("item 31: a connection may lie idle between a dry run and the end of a push, for hours")
    void item31_connectionsMayLieIdleForHours() throws Exception {
        var url = URI.create("http://localhost:1");
        var config = new HttpConfig("127.0.0.1", 0, 0, url, url, 1 << 20, 1 << 20);
        try (var server =
                new WebServer(config, List.of(new HealthHandler(new NodeMark("boot", ""))), List.of(), "boot")) {
            server.start();
            server.admit();

            assertThat(server.idleLimit()).isGreaterThanOrEqualTo(Duration.ofHours(1));
            try (var socket = new Socket("127.0.0.1", server.registryAddress().getPort())) {
                assertThat(asked(socket)).contains("200 OK");
                assertThat(asked(socket)).contains("200 OK");
            }
        }
    }

    /** One request on a connection that stays open. */
    private static String asked(Socket socket) throws Exception {
        socket.getOutputStream()
                .write("GET /healthcheck HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        var answer = new StringBuilder();
        while (!answer.toString().endsWith("\r\n\r\nok")) {
            int octet = socket.getInputStream().read();
            assertThat(octet).as(answer.toString()).isNotNegative();
            answer.append((char) octet);
        }
        return answer.toString();
    }
}
