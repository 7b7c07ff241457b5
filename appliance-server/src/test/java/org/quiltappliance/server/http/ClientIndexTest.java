package org.quiltappliance.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.testing.ObjectSamples;

/** What {@code pip} asks for. */
class ClientIndexTest {

    private static final Pattern LINK = Pattern.compile("<a href=\"([^\"#]+)#sha256=([0-9a-f]{64})\">([^<]+)</a>");

    private final HttpClient http = HttpClient.newHttpClient();
    private WebServer server;

    @BeforeEach
    void start() throws Exception {
        var url = URI.create("http://localhost:1");
        server = new WebServer(
                new HttpConfig("127.0.0.1", 0, 0, url, url, 1 << 20, 1 << 20),
                List.of(new ClientIndex()),
                List.of(),
                "boot");
        server.start();
        server.admit();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<byte[]> ask(String method, String path) throws IOException, InterruptedException {
        var address = URI.create("http://127.0.0.1:" + server.registryAddress().getPort());
        return http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void wheelIsFoundFromTheIndexAndIsWhatItsLinkSays() throws Exception {
        assertThat(text(ask("GET", "/client/"))).contains("<a href=\"quilt-compat/\">quilt-compat</a>");
        var link = LINK.matcher(text(ask("GET", "/client/quilt-compat/")));
        assertThat(link.find()).isTrue();
        assertThat(link.group(3)).matches("quilt_compat-[0-9.]+-py2\\.py3-none-any\\.whl");

        var wheel = ask(
                "GET",
                URI.create("/client/quilt-compat/").resolve(link.group(1)).toString());

        assertThat(wheel.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(ObjectSamples.hashOf(wheel.body())).hasToString(link.group(2));
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(wheel.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names).contains("quilt_compat.pth", "_quilt_compat_boot.py", "quilt_compat/__init__.py");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/client/pandas/", "/client/quilt/", "/client/../quilt-compat/", "/client/wheel"})
    void nothingElseIsThere(String path) throws Exception {
        var answer = ask("GET", path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(text(answer)).contains("\"message\"");
    }

    @Test
    void finalSlashIsAddedAndNothingIsTaken() throws Exception {
        var shortened = ask("GET", "/client/quilt-compat");
        assertThat(shortened.statusCode()).isEqualTo(301);
        assertThat(shortened.headers().firstValue("Location")).contains("/client/quilt-compat/");
        assertThat(ask("POST", "/client/").statusCode()).isEqualTo(405);
        var head = ask("HEAD", "/client/");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }
}
