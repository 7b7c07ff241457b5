package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The client puts tags, versions and user names into paths as typed ({@code client-protocol.md} 5). Whatever comes of
 * that: it gets an answer that it can print.
 */
@ExtendWith(Testbed.Extension.class)
class OddArgumentsIT {

    /** Runs many commands in one Python, to save its start: each prints its exit status, or that it crashed. */
    private static final String COMMANDS = """
            from quilt.tools.main import main
            def run(*arguments):
                try:
                    print('ended', main(list(arguments)))
                except Exception as error:
                    print('crashed', arguments, repr(error))
            # Not '.': the library drops it from the path, and the client takes the list of tags for a tag.
            for word in ['a#b', 'a?b', 'a b', 'a%%20b', 'a%%zz', 'a+b', 'a;b=c', '..', 'a/b', '/', '\\\\', 'ü', '日本', '\\u00a0',
                         'a\\tb', 'a\\nb', '%%00', '%%2F', 'x' * 3000]:
                run('tag', 'add', 'alice/odd_words', word, '%1$s')
                run('install', '-f', '-t', word, 'alice/odd_words')
                run('tag', 'remove', 'alice/odd_words', word)
                run('access', 'add', 'alice/odd_words', word)
                run('access', 'remove', 'alice/odd_words', word)
                run('search', word)
            run('tag', 'list', 'alice/odd_words')
            run('log', 'alice/odd_words')
            run('install', '-f', '-v', ' 1.0 ', 'alice/odd_words')
            run('install', '-f', '-v', 'one', 'alice/odd_words')
            run('log', 'großer/name')
            run('log', 'a' * 2000 + '/' + 'b' * 2000)
            run('search', 'x ' * 5000)
            """;

    private final Testbed bed;

    OddArgumentsIT(Testbed bed) {
        this.bed = bed;
    }

    @Test
    void everyAnswerCanBePrinted() {
        var alice = bed.machineOf(bed.alice());
        var hash = DemoPackage.pushed(alice, "alice/odd_words", "odd words");

        var outcome = alice.python(COMMANDS.formatted(hash));

        assertThat(outcome.exitCode()).as("%s", outcome).isZero();
        assertThat(outcome.lines())
                .filteredOn(line -> line.startsWith("crashed"))
                .isEmpty();
        assertThat(outcome.lines()).filteredOn(line -> line.startsWith("ended")).hasSize(19 * 6 + 7);
        assertThat(outcome.stderr()).doesNotContain("Unexpected failure", "Internal error");
        assertThat(alice.quilt("tag", "list", "alice/odd_words").succeeded().lines())
                .hasSize(1);
    }
}
