package org.quiltappliance.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static final String CANARY = "c4n4ry-c4n4ry";

    private final Redaction redaction = new Redaction();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer " + CANARY,
                "authorization=Basic " + CANARY,
                "{\"Authorization\": \"Bearer " + CANARY + "\"}",
                "the header was Bearer " + CANARY,
                "Cookie: a=b; session=" + CANARY,
                "Set-Cookie: session=" + CANARY,
                "jdbc:postgresql://ann:" + CANARY + "@db/quilt",
                "GET http://localhost:5000/objects/ann/00ff?e=1&s=" + CANARY + " failed",
                "https://s3/b/k?X-Amz-Signature=" + CANARY + "&X-Amz-Credential=" + CANARY,
                "PUT /b/k?a=1&x-amz-security-token=" + CANARY,
                "/login?code=" + CANARY,
                "refresh_token=" + CANARY,
                "password=" + CANARY + ", user=ann",
                "QUILT_SECRET_KEY_SECRET=" + CANARY,
                "{\"refresh_token\":\"" + CANARY + "\"}",
                "{\"password\" : \"a\\\"" + CANARY + "\"}",
                "http://localhost:5000/activate/" + CANARY,
                "http://localhost:3000/reset_password/" + CANARY + "?x",
                "-----BEGIN PRIVATE KEY-----\n" + CANARY + "\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\n" + CANARY,
                "-----BEGIN CERTIFICATE-----\\n" + CANARY + "\\n-----END CERTIFICATE-----",
                "cannot open postgresql://ann:p/@:" + CANARY + "@db/quilt?sslmode=require",
                "amqp://:" + CANARY + "@queue, then more",
                "jdbc:postgresql://db/quilt?user=ann&password=a,b;" + CANARY,
                "jdbc:h2:mem:x;PASSWORD=" + CANARY + ";DB_CLOSE_DELAY=-1",
                "password=\"two words " + CANARY + "\"",
                "secret='" + CANARY + "'",
                "{\"password\" : \"a b, " + CANARY + "\"}",
                "{'password': '" + CANARY + "'}",
                "body {\\\"refresh_token\\\": \\\"" + CANARY + "\\\"}",
                "https://s3/b/k?x=1\\u0026X-Amz-Signature=" + CANARY,
                "<a href='/objects/a/0?e=1&amp;s=" + CANARY + "'>",
                "/login?next=http%3A%2F%2Fh%2Fo%3Fe%3D1%26s%3D" + CANARY,
                "/login?next=%2Fx%3FX-Amz-Signature%3D" + CANARY,
                "/b/k?AWSAccessKeyId=a&Signature=" + CANARY + "&Expires=1",
                "x-amz-security-token: " + CANARY,
                "AWS4-HMAC-SHA256 Credential=" + CANARY + "/20261125, Signature=" + CANARY,
                "/oauth_callback?state=a&code=" + CANARY,
                "/cb#access_token=" + CANARY,
                "the code eyJpZCI6ICI2YWQ4OTk3Ny1kZTU5-" + CANARY + " was not good",
                "token eyJhbGciOiJIUzI1NiJ9xx." + CANARY + "." + CANARY
            })
    void hidesWhatLooksLikeACredential(String text) {
        assertThat(redaction.of(text)).doesNotContain(CANARY).contains("[hidden");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1 GET /api/package/ann/a/00ff 200 12 bytes 3 ms 7c1f",
                "Ports 5000 and 3000, see http://localhost:5000/healthcheck?x=1",
                "STARTING -> RUNNING; code 200 [ok] a@example.org",
                "APPLIANCE_REGISTRY_PORT=5000 (default)",
                "GET http://localhost:5000/api/users/ann@example.org failed",
                "REGISTRY_URL=http://localhost:5000, sender quilt@localhost",
                "QUILT_SECRET_KEY: the value (environment) is too short. Allowed is at least 16 characters.",
                "The token has expired; sign in again.",
                "exit code 137, status code: 500"
            })
    void leavesOrdinaryLinesAlone(String text) {
        assertThat(redaction.of(text)).isEqualTo(text);
    }

    @Test
    void hidesRegisteredValuesEverywhere() {
        redaction.hide(CANARY);

        assertThat(redaction.of("x" + CANARY + "y" + CANARY)).isEqualTo("x[hidden]y[hidden]");
    }

    @Test
    void hidesRegisteredValuesAsAddressesAndJsonSpellThem() {
        redaction.hide("pass/word \"1\"");

        assertThat(redaction.of("/x?p=pass%2Fword+%221%22")).isEqualTo("/x?p=[hidden]");
        assertThat(redaction.of("/x?p=pass%2Fword%20%221%22")).isEqualTo("/x?p=[hidden]");
        assertThat(redaction.of("{\"p\":\"pass/word \\\"1\\\"\"}")).isEqualTo("{\"p\":\"[hidden]\"}");
    }

    @Test
    void longerValueIsNotCutByOneThatIsPartOfIt() {
        redaction.hide("abcdefgh");
        redaction.hide("abcdefgh-ijkl");

        assertThat(redaction.of("abcdefgh-ijkl abcdefgh")).isEqualTo("[hidden] [hidden]");
    }

    @Test
    void valueOfSeveralLinesIsHiddenLineByLine() {
        redaction.hide("first line of it\n  second line of it\n");

        assertThat(redaction.of("a second line of it")).isEqualTo("a [hidden]");
    }

    @Test
    void countsWhatItHidByKind() {
        redaction.hide(CANARY);
        var counts = new EnumMap<Redaction.Kind, Integer>(Redaction.Kind.class);

        redaction.of(
                CANARY + " " + CANARY + " postgresql://a:b@db/x /o?s=1f2e\nAuthorization: Basic eDp5",
                kind -> counts.merge(kind, 1, Integer::sum));

        assertThat(counts)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Redaction.Kind.REGISTERED, 2,
                        Redaction.Kind.URI_PASSWORD, 1,
                        Redaction.Kind.SIGNATURE, 1,
                        Redaction.Kind.HEADER, 1));
    }

    @Test
    void secondPassChangesAndCountsNothing() {
        String once = redaction.of("postgresql://a:b@db/x /o?s=1f2e password=x y\nAuthorization: Basic eDp5");
        var counted = new ArrayList<Redaction.Kind>();

        assertThat(redaction.of(once, counted::add)).isEqualTo(once);
        assertThat(counted).isEmpty();
    }

    @Test
    void shortValuesAreHiddenWhereTheyStandAlone() {
        redaction.hide("quilt");
        redaction.hide("abc");

        assertThat(redaction.of("quilt-appliance: login \"quilt\" abc quilted/quilt"))
                .isEqualTo("quilt-appliance: login \"[hidden]\" abc quilted/[hidden]");
    }

    @Test
    void whoIsStaysVisible() {
        assertThat(redaction.of("postgresql://ann:secret-word@db/quilt"))
                .isEqualTo("postgresql://ann:[hidden]@db/quilt");
    }
}
