package org.quiltappliance.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The reckoning that the contract relies on agrees with the original's. */
class TreeHashTest {

    @Test
    void hashesAreThoseOfTheOriginal() {
        assertThat(Vectors.read("contents-hash").get("cases"))
                .isNotEmpty()
                .allSatisfy(given -> assertThat(TreeHash.of(given.get("contents")))
                        .as("%s", given.get("name"))
                        .isEqualTo(given.get("hash").textValue()));
    }
}
