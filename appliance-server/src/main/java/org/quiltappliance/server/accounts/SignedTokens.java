package org.quiltappliance.server.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.quiltappliance.server.config.Secret;

/**
 * The text of tokens: JSON Web Tokens (RFC 7519) signed with HS256 and nothing else (defect D40), with the payload of
 * {@code registry-api.md} 3.4. Those of the original registry with the same secret key read the same.
 */
final class SignedTokens {

    /** @param expires whole seconds */
    record Claims(UUID account, UUID token, Instant expires) {

        /** Whether the token is good until later than this moment. */
        boolean isGoodAt(Instant moment) {
            return moment.isBefore(expires);
        }
    }

    private static final int LONGEST = 1000;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final String HEADER =
            BASE64.encodeToString("{\"typ\":\"JWT\",\"alg\":\"HS256\"}".getBytes(StandardCharsets.US_ASCII));

    private final ObjectMapper json = new ObjectMapper();
    private final SecretKeySpec key;

    SignedTokens(Secret secretKey) {
        this.key = new SecretKeySpec(secretKey.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    String write(Claims claims) {
        String payload = "{\"id\":\"" + claims.account() + "\",\"uuid\":\"" + claims.token() + "\",\"exp\":"
                + claims.expires().getEpochSecond() + "}";
        String signed = HEADER + "." + BASE64.encodeToString(payload.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signature(signed));
    }

    /** What the token says, if it was signed with our key; its age is not looked at. */
    Optional<Claims> read(String token) {
        int first = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (token.length() > LONGEST || first < 0 || first == last) {
            return Optional.empty();
        }
        try {
            byte[] given = Base64.getUrlDecoder().decode(token.substring(last + 1));
            return MessageDigest.isEqual(signature(token.substring(0, last)), given)
                            && isOurHeader(token.substring(0, first))
                    ? claims(token.substring(first + 1, last))
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isOurHeader(String header) throws IOException {
        return header.equals(HEADER)
                || json.readTree(Base64.getUrlDecoder().decode(header))
                        .path("alg")
                        .asText()
                        .equals("HS256");
    }

    private Optional<Claims> claims(String payload) throws IOException {
        JsonNode claims = json.readTree(Base64.getUrlDecoder().decode(payload));
        Optional<UUID> account = uuid(claims.path("id"));
        Optional<UUID> token = uuid(claims.path("uuid"));
        JsonNode expires = claims.path("exp");
        return account.isPresent() && token.isPresent() && expires.isIntegralNumber() && expires.canConvertToInt()
                ? Optional.of(new Claims(account.get(), token.get(), Instant.ofEpochSecond(expires.asLong())))
                : Optional.empty();
    }

    /** The identifier that a JSON text holds. */
    static Optional<UUID> uuid(JsonNode text) {
        try {
            return text.isTextual() && text.asText().length() == 36
                    ? Optional.of(UUID.fromString(text.asText()))
                    : Optional.empty();
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private byte[] signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java lacks HmacSHA256", missing);
        }
    }
}
