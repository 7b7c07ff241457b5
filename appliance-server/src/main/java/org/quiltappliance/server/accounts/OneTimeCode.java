package org.quiltappliance.server.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** The text that a user pastes at the prompt of {@code quilt login} ({@code registry-api.md} 3.6). */
record OneTimeCode(UUID account, UUID code) {

    /** How long a code is good for. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final int LONGEST = 1000;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Optional<OneTimeCode> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(Base64.getDecoder().decode(text));
            Optional<UUID> account = SignedTokens.uuid(json.path("id"));
            Optional<UUID> code = SignedTokens.uuid(json.path("code"));
            return account.isPresent() && code.isPresent()
                    ? Optional.of(new OneTimeCode(account.get(), code.get()))
                    : Optional.empty();
        } catch (IllegalArgumentException | IOException unreadable) {
            return Optional.empty();
        }
    }

    String text() {
        String json = "{\"id\": \"" + account + "\", \"code\": \"" + code + "\"}";
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.US_ASCII));
    }

    /** Codes are never printed. */
    @Override
    public String toString() {
        return "OneTimeCode[[hidden]]";
    }
}
