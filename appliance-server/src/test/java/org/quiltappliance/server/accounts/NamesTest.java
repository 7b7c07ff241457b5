package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

class NamesTest {

    private final JsonNode vectors = vectors();

    @Test
    void userNamesFollowTheOriginalsRule() {
        JsonNode rule = vectors.path("usernames").path("access_routes_and_users_create");

        assertThat(texts(rule.path("valid")))
                .isNotEmpty()
                .filteredOn(name -> name.length() <= 64)
                .allMatch(Usernames::isValid);
        assertThat(texts(rule.path("invalid"))).isNotEmpty().noneMatch(Usernames::isValid);
        assertThat(texts(vectors.path("usernames").path("too_long_for_the_column")))
                .noneMatch(Usernames::isValid);
    }

    @Test
    void reservedNamesAreThoseOfTheOriginal() {
        assertThat(texts(vectors.path("usernames").path("reserved"))).hasSize(4).allMatch(Usernames::isReserved);
        assertThat(Usernames.isReserved("quilt1")).isFalse();
    }

    @Test
    void messageForWrongNamesIsTheOneClientsKnow() {
        assertThatThrownBy(() -> Usernames.requireValid("Alice"))
                .isInstanceOf(Invalid.class)
                .hasMessage("""

                                    Username is not valid. Usernames must start with a letter or underscore, and
                                    contain only alphanumeric characters and underscores thereafter.
                        \s\s\s\s\s\s\s\s\s\s\s\s""");
    }

    @Test
    void addressesFollowTheOriginalsRuleButForTheFinalNewline() {
        JsonNode emails = vectors.path("emails");
        List<String> newlines = texts(emails.path("valid_only_because_dollar_matches_before_a_final_newline"));

        assertThat(texts(emails.path("valid")))
                .filteredOn(address -> !newlines.contains(address))
                .isNotEmpty()
                .allMatch(address -> EmailAddresses.isValid(address, EmailAddresses.MAX_ACCOUNT_LENGTH));
        assertThat(texts(emails.path("invalid")))
                .noneMatch(address -> EmailAddresses.isValid(address, EmailAddresses.MAX_ACCOUNT_LENGTH));
        assertThat(newlines).noneMatch(address -> EmailAddresses.isValid(address, EmailAddresses.MAX_ACCOUNT_LENGTH));
    }

    @Test
    void addressesThatNoTableHoldsAreRefused() {
        for (String address : List.of(
                "x".repeat(320) + "@b",
                "a\0@b",
                "a@b\u2028",
                "a\u0085@b",
                "a@b\ud800",
                "a\u00a0@b",
                "a\u001f@b",
                "İ".repeat(317) + "@bb")) {
            assertThat(EmailAddresses.isValid(address, EmailAddresses.MAX_ACCOUNT_LENGTH))
                    .as(address)
                    .isFalse();
        }
        assertThat(EmailAddresses.isValid("x".repeat(318) + "@b", EmailAddresses.MAX_ACCOUNT_LENGTH))
                .isTrue();
        assertThat(EmailAddresses.isValid("x".repeat(253) + "@b", EmailAddresses.MAX_INVITATION_LENGTH))
                .isFalse();
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private static JsonNode vectors() {
        try (InputStream in = NamesTest.class.getResourceAsStream("/vectors/names.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
