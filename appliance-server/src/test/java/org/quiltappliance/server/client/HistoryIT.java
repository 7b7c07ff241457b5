package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Log, versions, tags, access, search, deletion and what the client does alone ({@code client-protocol.md} 9). */
@ExtendWith(Testbed.Extension.class)
class HistoryIT {

    private static final String SURE = "Versions cannot be modified or deleted; are you sure? (y/n) ";

    private final Testbed bed;

    HistoryIT(Testbed bed) {
        this.bed = bed;
    }

    @Test
    void logShowsTheNewestPushFirst() {
        var machine = bed.machineOf(bed.alice());
        var first = DemoPackage.pushed(machine, "alice/logged", "logged, first");
        var second = DemoPackage.pushed(machine, "alice/logged", "logged, second");
        machine.quilt("push", "alice/logged").succeeded();
        machine.quiltTyping("y\n", "version", "add", "alice/logged", "v1.0", first)
                .succeeded();
        machine.quilt("tag", "add", "alice/logged", "a", first).succeeded();

        var lines = machine.quilt("log", "alice/logged").succeeded().lines();

        assertThat(lines.stream()
                        .map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "TIME")
                                .strip()))
                .containsExactly(
                        "Hash                                                              Pushed               Author"
                                + "  Tags        Versions",
                        second + "  TIME  alice   ['latest']  None",
                        second + "  TIME  alice   ['latest']  None",
                        first + "  TIME  alice   ['a']       ['1.0']");
    }

    @Test
    void versionsAreListedByPrecedenceAndNeverMoved() {
        var machine = bed.machineOf(bed.alice());
        var first = DemoPackage.pushed(machine, "alice/versions", "versions, first");
        var second = DemoPackage.pushed(machine, "alice/versions", "versions, second");

        machine.quiltTyping("y\n", "version", "add", "alice/versions", "2.0", second)
                .printed(SURE);
        machine.quiltTyping("y\n", "version", "add", "alice/versions", "1.0.0", first.substring(0, 8))
                .printed(SURE);
        machine.quiltTyping("y\n", "version", "add", "alice/versions", "2.0rc1", first)
                .printed(SURE);
        machine.quiltTyping("y\n", "version", "add", "alice/versions", "1.0.0", first)
                .failedWith("Version already exists");
        machine.quiltTyping("y\n", "version", "add", "alice/versions", "1.0.0", second)
                .failedWith("Version already exists");
        machine.quiltTyping("n\n", "version", "add", "alice/versions", "3.0", second);
        machine.quilt("version", "add", "alice/versions", "one", first)
                .failedWith("Invalid version format; see"
                        + " https://www.python.org/dev/peps/pep-0440/#examples-of-compliant-version-schemes");

        machine.quilt("version", "list", "alice/versions")
                .printed("1.0.0: " + first, "2.0rc1: " + first, "2.0: " + second);
    }

    @Test
    void onlyTheOwnerAddsVersions() {
        var hash = DemoPackage.pushed(bed.machineOf(bed.alice()), "alice/versions_of", "versions of", "--public");

        bed.machineOf(bed.bob())
                .quiltTyping("y\n", "version", "add", "alice/versions_of", "1.0", hash)
                .failedWith("Only the package owner can create versions");
    }

    @Test
    void tagsMoveAndGo() {
        var machine = bed.machineOf(bed.alice());
        var first = DemoPackage.pushed(machine, "alice/tags", "tags, first");
        var second = DemoPackage.pushed(machine, "alice/tags", "tags, second");

        machine.quilt("tag", "add", "alice/tags", "stable", first.substring(0, 6))
                .printed();
        machine.quilt("tag", "add", "alice/tags", "größe +1", second).printed();
        machine.quilt("tag", "list", "alice/tags")
                .printed("größe +1: " + second, "latest: " + second, "stable: " + first);
        machine.quilt("tag", "add", "alice/tags", "stable", second).printed();
        machine.quilt("tag", "remove", "alice/tags", "größe +1").printed();

        machine.quilt("tag", "list", "alice/tags").printed("latest: " + second, "stable: " + second);
        machine.quilt("tag", "remove", "alice/tags", "nope").failedWith("Package alice/tags tag 'nope' does not exist");
        machine.quilt("tag", "add", "alice/tags", "x", "0".repeat(64)).failedWith("Package hash does not exist");
        machine.quilt("tag", "add", "alice/tags", "x", "123456")
                .failedWith("Invalid hash for package alice/tags: 123456");
        bed.machineOf(bed.bob())
                .quilt("tag", "remove", "alice/tags", "stable")
                .failedWith("Only the package owner can delete tags");
    }

    @Test
    void accessIsGrantedListedAndTakenAway() {
        var alice = bed.machineOf(bed.alice());
        DemoPackage.pushed(alice, "alice/quokka", "shared");
        var bob = bed.machineOf(bed.bob());

        alice.quilt("access", "add", "alice/quokka", "bob").printed("Access added for bob");

        bob.quilt("install", "alice/quokka").succeeded();
        bob.quilt("search", "quokka").printed("alice/quokka");
        assertThat(bob.quilt("access", "list", "alice/quokka").succeeded().lines())
                .containsExactlyInAnyOrder("alice", "bob");
        bob.quilt("push", "alice/quokka").failedWith("Only the package owner can push private packages.");
        bob.quilt("access", "add", "alice/quokka", "public").failedWith("Only the package owner can grant access");
        bob.quilt("access", "remove", "alice/quokka", "bob").failedWith("Only the package owner can revoke access");
        alice.quilt("access", "add", "alice/quokka", "bob").failedWith("The user already has access");

        alice.quilt("access", "remove", "alice/quokka", "bob").printed("Access removed for bob");

        bob.quilt("install", "-f", "alice/quokka").failedWith("Package alice/quokka does not exist");
        alice.quilt("access", "list", "alice/quokka").printed("alice");
        alice.quilt("access", "remove", "alice/quokka", "bob").failedWith("Package alice/quokka does not exist");
        alice.quilt("access", "remove", "alice/quokka", "alice").failedWith("Cannot revoke the owner's access");
    }

    @Test
    void accessOfUnknownAndInvalidNamesIsRefused() {
        var alice = bed.machineOf(bed.alice());
        DemoPackage.pushed(alice, "alice/guests", "guests");

        alice.quilt("access", "add", "alice/guests", "nobody_here").failedWith("User nobody_here does not exist");
        var invalid = alice.quilt("access", "add", "alice/guests", "Nobody");
        assertThat(invalid.exitCode()).isEqualTo(1);
        assertThat(invalid.stderr()).contains("Username is not valid. Usernames must start with a letter");
        alice.quilt("access", "add", "alice/guests", "a+b@example.com").printed("Access added for a+b@example.com");
        alice.quilt("access", "list", "alice/guests").printed("alice");
        alice.quilt("access", "add", "alice/unknown", "bob").failedWith("Package alice/unknown does not exist");
    }

    @Test
    void publicAndTeamOpenAPackage() {
        var alice = bed.machineOf(bed.alice());
        DemoPackage.pushed(alice, "alice/opened", "opened");
        var bob = bed.machineOf(bed.bob());

        alice.quilt("access", "add", "alice/opened", "team").printed("Access added for team");
        bob.quilt("log", "alice/opened").succeeded();
        bed.stranger()
                .quilt("log", "alice/opened")
                .failedWith("Package alice/opened does not exist (do you need to log in?)");
        DemoPackage.pushed(bob, "alice/opened", "opened, and changed by bob");

        alice.quilt("access", "add", "alice/opened", "public").printed("Access added for public");
        bed.stranger().quilt("log", "alice/opened").succeeded();
        alice.quilt("access", "remove", "alice/opened", "public").printed("Access removed for public");
        bed.stranger()
                .quilt("install", "alice/opened")
                .failedWith("Package alice/opened does not exist (do you need to log in?)");
    }

    @Test
    void searchFindsByNameWordsAndOtherScripts() {
        var alice = bed.machineOf(bed.alice());
        DemoPackage.on(alice, "searched");
        alice.file("README.md", "# Wörterbuch\n\nAmberfish and zebrafinch, 日本語.\n")
                .quilt("build", "alice/numbat_things", "build.yml")
                .succeeded();
        alice.quilt("push", "--public", "alice/numbat_things").succeeded();

        for (var query : List.of("numbat", "amberfish", "amberfish zebrafinch", "Wörterbuch", "NUMBAT things")) {
            bed.stranger().quilt("search", query).printed("alice/numbat_things");
        }
        for (var query : List.of("amberfish nosuchword", "ölgötze", "%", "a&b=c#d", "'")) {
            bed.stranger().quilt("search", query).printed("(No results)");
        }
    }

    @Test
    void deletedPackageMayBePushedAnew() {
        var alice = bed.machineOf(bed.alice());
        DemoPackage.pushed(alice, "alice/deleted", "deleted");
        var question = "Are you sure you want to delete this package and its entire history? Type 'alice/deleted' to"
                + " confirm: ";
        bed.machineOf(bed.bob())
                .quiltTyping("alice/deleted\n", "delete", "alice/deleted")
                .failedWith("Only the package owner can delete packages.");
        alice.quiltTyping("no\n", "delete", "alice/deleted").printed(question + "Not deleting.");

        alice.quiltTyping("alice/deleted\n", "delete", "alice/deleted").printed(question + "Deleted.");

        alice.quilt("log", "alice/deleted").failedWith("Package alice/deleted does not exist");
        alice.quiltTyping("alice/deleted\n", "delete", "alice/deleted")
                .failedWith("Package alice/deleted does not exist");
        try (var proxy = new RecordingProxy()) {
            proxy.before(alice).quilt("push", "alice/deleted").succeeded();
            // Objects outlive their package, so nothing travels twice.
            assertThat(proxy.objects("PUT")).isEmpty();
        }
        assertThat(alice.quilt("log", "alice/deleted").succeeded().lines()).hasSize(2);
    }

    @Test
    void localCommandsNeedNoRegistry() {
        var machine = DemoPackage.on(bed.machine().with("QUILT_PKG_URL", "http://localhost:1"));
        machine.quilt("build", "u/demo", "build.yml").succeeded();
        var store = machine.store();

        machine.quilt("ls")
                .printed(
                        store.toString(),
                        "u/demo                         latest               " + DemoPackage.FIRST_HASH);
        machine.quilt("inspect", "u/demo")
                .printed(
                        store + "/pkgs/Quilt/u/demo",
                        "├── README",
                        "└─┬ data",
                        "  ├── big",
                        "  ├── empty",
                        "  └── small");
        machine.quilt("export", "u/demo", "out").succeeded();
        assertThat(machine.work().resolve("out/data/big.bin")).hasBinaryContent(DemoPackage.big(40_000));
        assertThat(machine.quilt("rm", "-f", "u/demo").succeeded().lines())
                .hasSize(5)
                .allMatch(line -> line.startsWith("Removed: "));
        machine.quilt("ls").printed(store.toString());
    }
}
