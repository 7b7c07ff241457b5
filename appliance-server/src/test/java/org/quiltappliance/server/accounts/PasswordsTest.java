package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

class PasswordsTest {

    private final Passwords passwords = new Passwords(10);

    @Test
    void newPasswordsAreStoredInTheOriginalsFormat() {
        String stored = new Passwords(Passwords.ROUNDS).hash("correct horse");

        assertThat(stored).matches("\\$pbkdf2-sha512\\$500000\\$[A-Za-z0-9./]{22}\\$[A-Za-z0-9./]{86}");
        assertThat(passwords.verify("correct horse", stored)).isTrue();
        assertThat(passwords.verify("correct horsf", stored)).isFalse();
    }

    @Test
    void samePasswordIsStoredDifferentlyEachTime() {
        assertThat(passwords.hash("correct horse")).isNotEqualTo(passwords.hash("correct horse"));
    }

    @Test
    void hashOfAnotherProgramVerifies() {
        // PBKDF2 of Python's hashlib, with the salt 00 01 02 ... 0f
        String stored = "$pbkdf2-sha512$1000$AAECAwQFBgcICQoLDA0ODw$ukVobyUuGvhoH8ZX.D2NRQKUFsNGzJRFsmVIwMQIYAAKazRZidK"
                + ".EBmR7AuHkSPMdz8eYoYxzgq0VlQqtmKrSw";

        assertThat(passwords.verify("pässwörd✓", stored)).isTrue();
        assertThat(passwords.verify("password", stored)).isFalse();
    }

    @Test
    void hashOfTheOldSignInServerVerifies() {
        String stored = "pbkdf2_sha256$20000$PEZ6yGDDm4LK$Jx9/lOYmgbELXywYYrySjTkc1yBcpZM4fUjRtI8ajRA=";

        assertThat(passwords.verify("quilt", stored)).isTrue();
        assertThat(passwords.verify("Quilt", stored)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "quilt",
                "!",
                "$pbkdf2-sha512$",
                "$pbkdf2-sha512$99999999$AAECAwQFBgcICQoLDA0ODw$ukVobyUuGvhoH8ZX.D2NRQKUFsNGzJRFsmVIwMQIYAAKazRZidK.EBmR7AuHkSPMdz8eYoYxzgq0VlQqtmKrSw",
                "$pbkdf2-sha512$1000$AAECA$ukVobyUuGvhoH8ZX.D2NRQKUFsNGzJRFsmVIwMQIYAAKazRZidK.EBmR7AuHkSPMdz8eYoYxzgq0VlQqtmKrSw",
                "pbkdf2_sha256$20000$PEZ6yGDDm4LK$short",
                "md5$abc$def"
            })
    void unreadableHashNeverVerifies(String stored) {
        assertThat(passwords.verify("quilt", stored)).isFalse();
    }

    @Test
    void accountWithoutPasswordNeverVerifies() {
        assertThat(passwords.verify("", null)).isFalse();
        assertThat(passwords.verify("quilt", null)).isFalse();
    }

    @Test
    void emptyPasswordIsHashedLikeAnyOther() {
        assertThat(passwords.verify("", passwords.hash(""))).isTrue();
    }

    @Test
    void lengthIsCountedInCharactersNotInHalves() {
        passwords.requireChoosable("😀😀😀😀😀😀😀😀");
        passwords.requireChoosable("x".repeat(4096));

        assertThatThrownBy(() -> passwords.requireChoosable("😀😀😀😀😀😀😀"))
                .isInstanceOf(Invalid.class)
                .hasMessage("Password must be at least 8 characters long.");
        assertThatThrownBy(() -> passwords.requireChoosable("x".repeat(4097)))
                .isInstanceOf(Invalid.class)
                .hasMessage(Passwords.TOO_LONG);
    }

    @Test
    void halfOfACharacterIsNoPassword() {
        assertThatThrownBy(() -> passwords.requireChoosable("password\ud800"))
                .isInstanceOf(Invalid.class)
                .hasMessage(Passwords.NOT_TEXT);
    }
}
