package org.quiltappliance.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.config.EnvFile.Broken;

class EnvFileTest {

    private static EnvFile parse(String text) {
        return EnvFile.parse(text.getBytes(UTF_8));
    }

    private static String text(EnvFile file) {
        return new String(file.bytes(), UTF_8);
    }

    @Test
    void readsNamesAndValues() {
        var file = parse("# comment\n\nA=1\nexport B = two words \nC=\nD=a=b#c\n");

        assertThat(file.values())
                .containsExactlyInAnyOrderEntriesOf(Map.of("A", "1", "B", "two words", "C", "", "D", "a=b#c"));
        assertThat(file.broken()).isEmpty();
    }

    @Test
    void quotesAreTakenOff() {
        var file = parse("A=\" a \\\"b\\\" \\\\ \\n\"\nB=' \\n \"'\n");

        assertThat(file.values()).isEqualTo(Map.of("A", " a \"b\" \\ \n", "B", " \\n \""));
    }

    @Test
    void linesOfWindowsAreRead() {
        assertThat(parse("\uFEFFA=1\r\nB=2\r\n").values()).isEqualTo(Map.of("A", "1", "B", "2"));
    }

    @Test
    void lastLineNeedsNoEnd() {
        assertThat(parse("A=1\nB=2").values()).isEqualTo(Map.of("A", "1", "B", "2"));
    }

    @Test
    void namesTheBrokenLinesAndReadsTheRest() {
        var file = parse("A=1\nnonsense\n=x\nB=\"open\nC='a'b\nD=2\n");

        assertThat(file.broken())
                .containsExactly(
                        new Broken(2, "has no ="),
                        new Broken(3, "does not begin with a name and ="),
                        new Broken(4, "has quotes that do not match"),
                        new Broken(5, "has quotes that do not match"));
        assertThat(file.values()).isEqualTo(Map.of("A", "1", "D", "2"));
    }

    @Test
    void lineThatIsNoTextIsBroken() {
        var file = EnvFile.parse("A=caf\u00e9\nB=2\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(file.broken()).containsExactly(new Broken(1, "is not UTF-8 text"));
        assertThat(file.values()).isEqualTo(Map.of("B", "2"));
    }

    @Test
    void changeKeepsCommentsAndOrder() {
        var file = parse("# head\nA=1\n\n# about b\nB=2 \n#C=example\nD=4\n");

        var changed = file.with("B", "new").with("C", "3").with("E", "5").without("D");

        assertThat(text(changed)).isEqualTo("# head\nA=1\n\n# about b\nB=new\n#C=example\nC=3\nE=5\n");
    }

    @Test
    void changeLeavesOneLineOfAName() {
        assertThat(text(parse("A=1\nB=2\nA=3\n").with("A", "4"))).isEqualTo("B=2\nA=4\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "plain",
                " spaces ",
                "\"quoted\"",
                "'",
                "a\nb",
                "back\\slash",
                "#",
                "tab\there",
                "ä€😀",
                "a\\nb"
            })
    void everyValueComesBack(String value) {
        var file = EnvFile.parse(EnvFile.empty().with("A", value).bytes());

        assertThat(file.broken()).isEmpty();
        assertThat(file.values()).isEqualTo(Map.of("A", value));
    }
}
