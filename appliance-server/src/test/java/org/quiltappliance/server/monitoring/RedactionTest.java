package org.quiltappliance.server.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

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
                "-----BEGIN RSA PRIVATE KEY-----\n" + CANARY
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
                "APPLIANCE_REGISTRY_PORT=5000 (default)"
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
    void veryShortValuesAreNotHidden() {
        redaction.hide("quilt");

        assertThat(redaction.of("quilt-appliance")).isEqualTo("quilt-appliance");
    }

    @Test
    void whoIsStaysVisible() {
        assertThat(redaction.of("postgresql://ann:secret-word@db/quilt"))
                .isEqualTo("postgresql://ann:[hidden]@db/quilt");
    }
}
