package org.quiltappliance.server.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

class PackageNameTest {

    private static List<String> vectors(String list) throws IOException {
        try (var json = Objects.requireNonNull(PackageNameTest.class.getResourceAsStream("/vectors/names.json"))) {
            var names = new ObjectMapper().readTree(json).get("package_names").get(list);
            return StreamSupport.stream(names.spliterator(), false)
                    .map(JsonNode::textValue)
                    .toList();
        }
    }

    @Test
    void namesOfTheOriginalAreAccepted() throws IOException {
        var names = new ArrayList<>(vectors("valid"));
        names.removeAll(vectors("too_long_for_the_column"));
        names.removeAll(vectors("valid_only_because_dollar_matches_before_a_final_newline"));

        assertThat(names).hasSizeGreaterThan(10).allSatisfy(name -> {
            assertThat(new PackageName("alice", name).requireValid()).hasToString("alice/" + name);
            assertThat(PackageName.isName(name)).isTrue();
        });
    }

    @Test
    void everyOtherNameIsRefused() throws IOException {
        var names = new ArrayList<>(vectors("invalid"));
        names.addAll(vectors("too_long_for_the_column"));
        names.addAll(vectors("valid_only_because_dollar_matches_before_a_final_newline"));

        assertThat(names).hasSizeGreaterThan(15).allSatisfy(name -> {
            assertThatThrownBy(() -> new PackageName("alice", name).requireValid())
                    .isInstanceOf(Invalid.class)
                    .hasMessage("Invalid package name");
            assertThat(PackageName.isName(name)).isFalse();
        });
    }

    @Test
    void lengthIsCountedInCodePoints() {
        var supplementary = "\ud840\udc00";

        assertThat(PackageName.isName("a" + supplementary.repeat(63))).isTrue();
        assertThat(PackageName.isName("a" + supplementary.repeat(64))).isFalse();
    }

    @Test
    void ownerHasNoRuleButItsLength() {
        assertThat(new PackageName("Some-Body.else", "foo").requireValid().owner())
                .isEqualTo("Some-Body.else");
        assertThat(new PackageName("x".repeat(64), "a").requireValid().name()).isEqualTo("a");
        for (var owner : List.of("", "x".repeat(65), "a\u0000")) {
            assertThatThrownBy(() -> new PackageName(owner, "foo").requireValid())
                    .isInstanceOf(Invalid.class);
        }
    }
}
