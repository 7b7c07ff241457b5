package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.accounts.SignedTokens.Claims;
import org.quiltappliance.server.config.Secret;

class SignedTokensTest {

    private static final String SECRET = "a secret of the tests";
    private static final Claims CLAIMS = new Claims(
            UUID.fromString("6f1b0f3e-4d0c-4d6e-9c3a-0d2b6a1e7f10"),
            UUID.fromString("0b9c6f4a-93a0-4a86-8a55-6a2f6c1d2e3f"),
            Instant.ofEpochSecond(1_900_000_000));

    private final SignedTokens tokens = new SignedTokens(new Secret(SECRET));

    @Test
    void writtenTokenIsRead() {
        assertThat(tokens.read(tokens.write(CLAIMS))).contains(CLAIMS);
    }

    @Test
    void tokenFitsIntoHeaderAndForm() {
        assertThat(tokens.write(CLAIMS)).matches("[A-Za-z0-9_.-]{100,300}");
    }

    @Test
    void tokenOfAnotherProgramWithTheSameSecretIsRead() {
        String foreign =
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpZCI6ICI2ZjFiMGYzZS00ZDBjLTRkNmUtOWMzYS0wZDJiNmExZTdmM"
                        + "TAiLCAidXVpZCI6ICIwYjljNmY0YS05M2EwLTRhODYtOGE1NS02YTJmNmMxZDJlM2YiLCAiZXhwIjogMTkwMDAwMDAwMH0"
                        + ".-yH-iWPXi9Kae2b7nJQGoefFRFgYTg5ApMowEhd-Y9I";

        assertThat(tokens.read(foreign)).contains(CLAIMS);
    }

    @Test
    void tokenOfAnotherSecretIsRefused() {
        assertThat(new SignedTokens(new Secret("another secret")).read(tokens.write(CLAIMS)))
                .isEmpty();
    }

    @Test
    void everyChangedCharacterIsNoticed() {
        String token = tokens.write(CLAIMS);

        // The very last character carries two bits that mean nothing.
        for (int i = 0; i < token.length() - 1; i++) {
            char other = token.charAt(i) == 'A' ? 'B' : 'A';
            String changed = token.substring(0, i) + other + token.substring(i + 1);
            assertThat(tokens.read(changed)).as("changed at %d", i).isEmpty();
        }
    }

    @Test
    void otherAlgorithmsAreRefusedEvenWithTheRightSignature() throws GeneralSecurityException {
        assertThat(tokens.read(signed("{\"alg\":\"none\"}", payload()))).isEmpty();
        assertThat(tokens.read(signed("{\"alg\":\"HS512\",\"typ\":\"JWT\"}", payload())))
                .isEmpty();
        assertThat(tokens.read(signed("[]", payload()))).isEmpty();
        assertThat(tokens.read(signed("{\"alg\":\"HS256\"}", payload()))).contains(CLAIMS);
    }

    @Test
    void unsignedTokenIsRefused() {
        String token = tokens.write(CLAIMS);

        assertThat(tokens.read(token.substring(0, token.lastIndexOf('.') + 1))).isEmpty();
    }

    @Test
    void strangePayloadsAreRefused() throws GeneralSecurityException {
        String header = "{\"alg\":\"HS256\"}";

        assertThat(tokens.read(signed(header, "null"))).isEmpty();
        assertThat(tokens.read(signed(header, "no json"))).isEmpty();
        assertThat(tokens.read(signed(header, "{}"))).isEmpty();
        assertThat(tokens.read(signed(header, payload().replace("1900000000", "\"1900000000\""))))
                .isEmpty();
        assertThat(tokens.read(signed(header, payload().replace("1900000000", "1e99"))))
                .isEmpty();
        assertThat(tokens.read(signed(header, payload().replace("6f1b", "zzzz"))))
                .isEmpty();
    }

    @Test
    void anythingElseIsRefused() {
        for (String text : new String[] {"", ".", "..", "a.b.c", "Bearer x", "é.é.é", "x".repeat(100_000), "\0"}) {
            assertThat(tokens.read(text)).isEmpty();
        }
    }

    private static String payload() {
        return "{\"id\":\"" + CLAIMS.account() + "\",\"uuid\":\"" + CLAIMS.token() + "\",\"exp\":1900000000}";
    }

    private static String signed(String header, String payload) throws GeneralSecurityException {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        String text = base64.encodeToString(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return text + "." + base64.encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
