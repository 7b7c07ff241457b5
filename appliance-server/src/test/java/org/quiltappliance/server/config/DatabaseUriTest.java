package org.quiltappliance.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseUriTest {

    @ParameterizedTest
    @CsvSource({
        "db.example.org, quilt, secret",
        "127.0.0.1, 'a b', 'p@ss:w/rd?#%+ é'",
        "::1, user, ''",
    })
    void whatIsWrittenIsReadAgain(String host, String user, String password) {
        var uri = new DatabaseUri(host, 5433, "quilt db", user, new Secret(password), Optional.of("verify-full"));

        var read = DatabaseUri.parse(uri.text()).orElseThrow();

        assertThat(read.host().replaceAll("[\\[\\]]", "")).isEqualTo(host);
        assertThat(read).usingRecursiveComparison().ignoringFields("host").isEqualTo(uri);
    }
}
