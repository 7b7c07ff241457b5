package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderLayoutTest {

    @ParameterizedTest
    @CsvSource({
        "alice_2, alice_2",
        "Self-check.1, Self-check.1",
        "'', %",
        "., %2E",
        ".., %2E%2E",
        ".hidden, %2Ehidden",
        "dot., dot%2E",
        "a/b, a%2Fb",
        "100%, 100%25",
        "ü, %C3%BC",
        "con, %63on",
        "Com1.txt, %43om1.txt",
        "console, console"
    })
    void ownerBecomesOnePlainName(String owner, String name) {
        assertThat(FolderLayout.nameOf(owner)).isEqualTo(name);
    }

    @Test
    void overlongOwnerBecomesItsHash() {
        assertThat(FolderLayout.nameOf("ü".repeat(100))).matches("%-[0-9a-f]{64}");
        assertThat(FolderLayout.nameOf("x".repeat(200))).isEqualTo("x".repeat(200));
    }
}
