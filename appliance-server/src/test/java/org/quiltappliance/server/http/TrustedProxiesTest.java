package org.quiltappliance.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.TlsConfig;

/** Each request comes from 127.0.0.1, which is a proxy of ours where the test says so. */
class TrustedProxiesTest {

    /** Says how a request is seen: client, whether encrypted, host. */
    private static final class Mirror extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            String seen = ClientAddress.of(request) + " " + request.isSecure() + " "
                    + request.getHttpURI().getScheme() + "://"
                    + request.getHttpURI().getAuthority();
            response.write(true, ByteBuffer.wrap(seen.getBytes(StandardCharsets.UTF_8)), callback);
            return true;
        }
    }

    private static String seen(List<String> trusted, String... headers) throws Exception {
        var config = new HttpConfig(
                "127.0.0.1",
                0,
                0,
                URI.create("http://localhost"),
                URI.create("http://localhost"),
                1,
                1,
                new TlsConfig.Off(),
                trusted);
        try (var server = new WebServer(config, List.of(new Mirror()), List.of(), "boot")) {
            server.start();
            server.admit();
            var request = HttpRequest.newBuilder(server.registryAddress().resolve("/"));
            if (headers.length > 0) {
                request.headers(headers);
            }
            String answer = HttpClient.newHttpClient()
                    .send(request.build(), BodyHandlers.ofString())
                    .body();
            return answer.replace(server.registryAddress().getAuthority(), "asked");
        }
    }

    private static String clientOf(List<String> trusted, String... forwardedFor) throws Exception {
        var headers = new ArrayList<String>();
        Stream.of(forwardedFor).forEach(value -> headers.addAll(List.of("X-Forwarded-For", value)));
        return seen(trusted, headers.toArray(String[]::new)).split(" ")[0];
    }

    @Test
    void strangerIsNotBelievedAnything() throws Exception {
        assertThat(seen(
                        List.of("10.0.0.0/8"),
                        "X-Forwarded-For",
                        "1.2.3.4",
                        "X-Forwarded-Proto",
                        "https",
                        "X-Forwarded-Host",
                        "evil.example.org"))
                .isEqualTo("127.0.0.1 false http://asked");
    }

    @Test
    void proxyIsBelieved() throws Exception {
        assertThat(seen(
                        List.of("127.0.0.1"),
                        "X-Forwarded-For",
                        "203.0.113.7",
                        "X-Forwarded-Proto",
                        "https",
                        "X-Forwarded-Host",
                        "registry.example.org"))
                .isEqualTo("203.0.113.7 true https://registry.example.org");
    }

    @Test
    void proxyThatSaysNothingIsTheClientItself() throws Exception {
        assertThat(seen(List.of("127.0.0.0/8"))).isEqualTo("127.0.0.1 false http://asked");
    }

    @Test
    void whatTheClientWroteBeforeTheProxyIsNotBelieved() throws Exception {
        assertThat(clientOf(List.of("127.0.0.1"), "1.1.1.1, 10.9.9.9, 203.0.113.7"))
                .isEqualTo("203.0.113.7");
        assertThat(clientOf(List.of("127.0.0.1"), "1.1.1.1", "203.0.113.7")).isEqualTo("203.0.113.7");
    }

    @Test
    void chainOfOwnProxiesIsFollowedToTheFirstStranger() throws Exception {
        assertThat(clientOf(List.of("127.0.0.1", "10.0.0.0/8", "fd00::/8"), "1.1.1.1, 203.0.113.7, fd00::5, 10.1.2.3"))
                .isEqualTo("203.0.113.7");
        assertThat(clientOf(List.of("127.0.0.1", "10.0.0.0/8"), "10.1.1.1, 10.2.2.2"))
                .isEqualTo("10.1.1.1");
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7:4711,       203.0.113.7",
        "[2001:db8::7]:4711,     2001:db8:0:0:0:0:0:7",
        "[2001:db8::7],          2001:db8:0:0:0:0:0:7",
        "2001:db8::7,            2001:db8:0:0:0:0:0:7",
        "::ffff:203.0.113.7,     203.0.113.7",
    })
    void addressesAreReadAsProxiesWriteThem(String written, String read) throws Exception {
        assertThat(clientOf(List.of("127.0.0.1"), written)).isEqualTo(read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown", "localhost", "_hidden", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4:x", "[::1",
                "::1%eth0", "12345", ":::", "2001:db8::7::1", "example.org", ",,,", "[]", "1.2.3.4\"", "0x7f.1"
            })
    void entryThatIsNoAddressEndsTheChain(String malformed) throws Exception {
        assertThat(clientOf(List.of("127.0.0.1"), "203.0.113.7, " + malformed))
                .isEqualTo(malformed.equals(",,,") ? "203.0.113.7" : "127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "javascript", "https:", "\"https\"", "https http"})
    void otherSchemesAreIgnored(String scheme) throws Exception {
        assertThat(seen(List.of("127.0.0.1"), "X-Forwarded-Proto", scheme)).isEqualTo("127.0.0.1 false http://asked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example.org/path",
                "a b",
                "a@b",
                "host:port",
                "host:99999999",
                "<script>",
                "-",
                "[::1",
                "a:1:2"
            })
    void hostsThatAreNoneAreIgnored(String host) throws Exception {
        assertThat(seen(List.of("127.0.0.1"), "X-Forwarded-Host", host)).isEqualTo("127.0.0.1 false http://asked");
    }

    @Test
    void nearestProxyDecidesAboutSchemeAndHost() throws Exception {
        assertThat(seen(
                        List.of("127.0.0.1"),
                        "X-Forwarded-Proto",
                        "https, http",
                        "X-Forwarded-Host",
                        "evil.example.org, registry.example.org:8443"))
                .isEqualTo("127.0.0.1 false http://registry.example.org:8443");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,       10.255.1.2,      true",
        "10.0.0.0/8,       11.0.0.1,        false",
        "10.0.0.0/9,       10.127.1.2,      true",
        "10.0.0.0/9,       10.128.1.2,      false",
        "10.1.2.3,         10.1.2.3,        true",
        "10.1.2.3,         10.1.2.4,        false",
        "10.1.2.3/31,      10.1.2.2,        true",
        "0.0.0.0/0,        203.0.113.7,     true",
        "0.0.0.0/0,        2001:db8::1,     false",
        "2001:db8::/33,    2001:db8:7fff::, true",
        "2001:db8::/33,    2001:db8:8000::, false",
        "::1,              ::1,             true",
        "::/0,             203.0.113.7,     false",
    })
    void networkHoldsItsAddresses(String network, String address, boolean holds) throws Exception {
        assertThat(IpNetwork.of(network).contains(InetAddress.getByName(address)))
                .isEqualTo(holds);
    }
}
