package org.quiltappliance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void wordsFlagsAndOptionsMayStandInAnyOrder() {
        var arguments =
                Arguments.parse(List.of("--json", "config", "--home", "/a b", "set", "--timeout=3s", "NAME", "v=1"));

        assertThat(arguments.word("?")).isEqualTo("config");
        assertThat(arguments.word("?")).isEqualTo("set");
        assertThat(arguments.word("?")).isEqualTo("NAME");
        assertThat(arguments.word("?")).isEqualTo("v=1");
        assertThat(arguments.flag("--json")).isTrue();
        assertThat(arguments.flag("--now")).isFalse();
        assertThat(arguments.option("--home")).contains("/a b");
        assertThat(arguments.option("--timeout")).contains("3s");
        arguments.finish();
    }

    @Test
    void settingsMayBeGivenSeveralTimes() {
        var arguments = Arguments.parse(List.of("--set", "A=1", "--set=B=x=y", "--set", "A=2", "--set", "C="));

        assertThat(arguments.settings()).isEqualTo(Map.of("A", "2", "B", "x=y", "C", ""));
    }

    @Test
    void mistakesAreTold() {
        assertThatThrownBy(() -> Arguments.parse(List.of("--home"))).hasMessage("--home needs a value.");
        assertThatThrownBy(() -> Arguments.parse(List.of("--set", "A")).settings())
                .hasMessage("--set needs NAME=value.");
        assertThatThrownBy(() -> Arguments.parse(List.of()).word("a name")).hasMessage("Please say a name.");
        assertThatThrownBy(() -> Arguments.parse(List.of("a")).finish()).hasMessage("\"a\" is too much.");
        assertThatThrownBy(() -> Arguments.parse(List.of("--color=never")).finish())
                .hasMessage("The option --color does not belong here.");
        assertThatThrownBy(() -> Arguments.parse(List.of("--now")).finish())
                .hasMessage("The option --now does not belong here.");
    }
}
