package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code client-protocol.md} sections 6 and 7: pushing packages and installing them on another machine. */
@ExtendWith(Testbed.Extension.class)
class PushInstallIT {

    private static final Pattern UPLOADING = Pattern.compile("Uploading (\\d+) fragments \\((\\d+) bytes\\)\\.\\.\\.");

    private final Testbed bed;
    private final RunningAppliance appliance;

    PushInstallIT(Testbed bed) {
        this.bed = bed;
        this.appliance = bed.appliance();
    }

    @Test
    void pushPrintsItsStepsAndTheAddress() {
        var machine = DemoPackage.on(bed.machineOf(bed.alice()), "steps");
        machine.quilt("build", "alice/steps", "build.yml")
                .printed(
                        "Inferring 'transform: id' for README.md",
                        "Registering README.md...",
                        "Registering data/small.txt...",
                        "Inferring 'transform: id' for data/empty.bin",
                        "Registering data/empty.bin...",
                        "Inferring 'transform: id' for data/big.bin",
                        "Registering data/big.bin...",
                        "Built alice/steps successfully.");

        var lines = machine.quilt("push", "alice/steps").succeeded().lines().stream()
                .filter(line -> !line.endsWith(" already uploaded; skipping."))
                .toList();

        assertThat(lines)
                .containsExactly(
                        "Fetching upload URLs from the registry...",
                        "Uploading 5 fragments (40063 bytes)...",
                        "Uploading package metadata...",
                        "Updating the 'latest' tag...",
                        "Push complete. alice/steps is live:",
                        appliance.catalog() + "/package/alice/steps");
    }

    /** The main job: real files, a hundred nodes, from one machine to another. */
    @Test
    void realDataTravelsWhole() {
        var sender = bed.machineOf(bed.alice());
        sender.quilt(
                        "build",
                        "alice/vega",
                        bed.tools().input().resolve("build.yml").toString())
                .succeeded();
        var push = sender.quilt("push", "--public", "alice/vega").succeeded();
        assertThat(uploading(push).get(0)).as("%s", push).isGreaterThan(70);
        var receiver = bed.stranger();

        receiver.quilt("install", "alice/vega").succeeded();

        assertThat(receiver.latest("alice/vega")).isEqualTo(sender.latest("alice/vega"));
        assertThat(sender.python(digests("vega")).lines().size()).isGreaterThan(70);
        assertThat(receiver.python(digests("vega")).succeeded().lines())
                .isEqualTo(sender.python(digests("vega")).succeeded().lines());
        receiver.python(comparedWithTheSource(bed.tools().input().toString())).printed("files 48, tables 31");
        // A second push finds everything there.
        try (var proxy = new RecordingProxy()) {
            var again =
                    proxy.before(sender).quilt("push", "--public", "alice/vega").succeeded();
            assertThat(skipped(again)).hasSize(uploading(again).get(0).intValue());
            assertThat(proxy.objects("HEAD")).hasSize(uploading(again).get(0).intValue());
            assertThat(proxy.objects("PUT")).isEmpty();
        }
    }

    @Test
    void onlyNewObjectsAreUploaded() {
        var machine = bed.machineOf(bed.alice());
        DemoPackage.pushed(machine, "alice/only_new", "first content");
        machine.file("data/small.txt", "second content")
                .quilt("build", "alice/only_new", "build.yml")
                .succeeded();

        try (var proxy = new RecordingProxy()) {
            var push = proxy.before(machine).quilt("push", "alice/only_new").succeeded();

            assertThat(skipped(push)).hasSize(4);
            assertThat(proxy.objects("PUT")).hasSize(1);
        }
    }

    @Test
    void reuploadSendsEveryObjectAgain() {
        var machine = bed.machineOf(bed.alice());
        DemoPackage.pushed(machine, "alice/again", "again");

        try (var proxy = new RecordingProxy()) {
            proxy.before(machine).quilt("push", "--reupload", "alice/again").succeeded();

            assertThat(proxy.objects("HEAD")).isEmpty();
            assertThat(proxy.objects("PUT")).hasSize(5);
        }
    }

    @Test
    void emptyPackageTravels() {
        var machine = bed.machineOf(bed.alice()).file("build.yml", "contents: {}\n");
        machine.quilt("build", "alice/empty", "build.yml").succeeded();

        assertThat(machine.quilt("push", "--public", "alice/empty").succeeded().lines())
                .contains("Uploading 0 fragments (0 bytes)...");

        bed.stranger()
                .quilt("install", "alice/empty")
                .printed("Downloading package metadata...", "Fragments already downloaded");
    }

    @Test
    void subPackageIsPushedIntoTheLatestTree() {
        var machine = bed.machineOf(bed.alice());
        DemoPackage.pushed(machine, "alice/part", "part");
        machine.file("data/small.txt", "part, changed")
                .file("README.md", "changed too, but not pushed\n")
                .quilt("build", "alice/part", "build.yml")
                .succeeded();

        var lines = machine.quilt("push", "alice/part/data").succeeded().lines();

        assertThat(lines)
                .contains("Uploading 4 fragments (40042 bytes)...", "Push complete. alice/part/data is live:")
                .doesNotContain("Updating the 'latest' tag...");
        var other = bed.machineOf(bed.alice());
        other.quilt("install", "alice/part").succeeded();
        other.python("from quilt.data.alice import part; print(open(part.data.small()).read());"
                        + " print(open(part.README()).read())")
                .printed("part, changed", "# Demo package", "", "A few files.", "");
    }

    @Test
    void subPackageMayGoWhereNothingWas() {
        var machine = bed.machineOf(bed.alice());
        DemoPackage.pushed(machine, "alice/grows", "grows");
        DemoPackage.on(machine, "grew")
                .file("build.yml", "contents: {more: {deep: {file: data/small.txt, transform: id}}}\n")
                .quilt("build", "alice/grows", "build.yml")
                .succeeded();

        machine.quilt("push", "alice/grows/more/deep").succeeded();

        var other = bed.machineOf(bed.alice());
        other.quilt("install", "alice/grows").succeeded();
        other.python("from quilt.data.alice import grows; print(open(grows.more.deep()).read())")
                .printed("grew");
    }

    @Test
    void olderRevisionPushedAgainBecomesLatest() {
        var machine = bed.machineOf(bed.alice());
        var first = DemoPackage.pushed(machine, "alice/older", "older, first");
        var second = DemoPackage.pushed(machine, "alice/older", "older, second");
        machine.quilt("tag", "list", "alice/older").printed("latest: " + second);

        machine.quilt("push", "-x", first, "alice/older").succeeded();

        machine.quilt("tag", "list", "alice/older").printed("latest: " + first);
    }

    @Test
    void installByHashTagAndVersion() {
        var machine = bed.machineOf(bed.alice());
        var first = DemoPackage.pushed(machine, "alice/by_name", "by name, first");
        var second = DemoPackage.pushed(machine, "alice/by_name", "by name, second");
        machine.quilt("tag", "add", "alice/by_name", "stable", first.substring(0, 8))
                .printed();
        machine.quiltTyping("y\n", "version", "add", "alice/by_name", "1!1.0+abc", first)
                .succeeded();
        var receiver = bed.machineOf(bed.alice());

        for (var which : List.of(
                List.of("-x", first),
                List.of("-x", first.substring(0, 10).toUpperCase()),
                List.of("-t", "stable"),
                List.of("-v", "1!1.0+abc"))) {
            receiver.quilt("install", "-f", "alice/by_name").succeeded();
            assertThat(receiver.latest("alice/by_name")).isEqualTo(second);

            receiver.quilt("install", "-f", "alice/by_name", which.get(0), which.get(1))
                    .succeeded();

            assertThat(receiver.latest("alice/by_name")).as("%s", which).isEqualTo(first);
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        var machine = bed.machineOf(bed.alice());
        var hash = DemoPackage.pushed(machine, "alice/missing", "missing");

        machine.quilt("install", "-f", "alice/missing", "-t", "nope").failedWith("Tag 'nope' does not exist");
        machine.quilt("install", "-f", "alice/missing", "-v", "2.0.0").failedWith("Version 2.0.0 does not exist");
        machine.quilt("install", "-f", "alice/missing", "-x", "0".repeat(64)).failedWith("Package hash does not exist");
        machine.quilt("install", "-f", "alice/missing", "-x", "000000")
                .failedWith("Invalid hash for package alice/missing: 000000");
        machine.quilt("install", "-f", "alice/missing", "-x", hash.substring(0, 5))
                .failedWith("Invalid hash of length 5: '" + hash.substring(0, 5)
                        + "'\n  Ensure that the hash is between 6 and 64 characters.");
        machine.quilt("install", "-f", "alice/missing/nothing").failedWith("Invalid subpath: 'nothing'");
        machine.quilt("install", "-f", "alice/missing/data/small/nothing").failedWith("Invalid subpath: 'nothing'");
        machine.quilt("install", "alice/nothing").failedWith("Package alice/nothing does not exist");
        bed.stranger()
                .quilt("install", "alice/nothing")
                .failedWith("Package alice/nothing does not exist (do you need to log in?)");
        bed.stranger()
                .quilt("install", "alice/missing")
                .failedWith("Package alice/missing does not exist (do you need to log in?)");
    }

    @Test
    void subPathBringsOnlyItsObjects() {
        var machine = bed.machineOf(bed.alice());
        var hash = DemoPackage.pushed(machine, "alice/sub", "sub path");
        var receiver = bed.machineOf(bed.alice());

        receiver.quilt("install", "alice/sub/data/small")
                .printed("Downloading package metadata...", "Downloading 2 fragments (37 bytes before compression)...");

        assertThat(receiver.latest("alice/sub")).isEqualTo(hash);
        assertThat(receiver.object(DemoPackage.BIG_OBJECT)).doesNotExist();
        receiver.quilt("export", "alice/sub/data/small", "out").succeeded();
        assertThat(receiver.work().resolve("out/data/small.txt")).hasContent("sub path");
        receiver.quilt("export", "alice/sub", "out2").failedWith("Missing object fragments; re-install the package");
    }

    @Test
    void metadataAloneThenANode() {
        var machine = bed.machineOf(bed.alice());
        DemoPackage.pushed(machine, "alice/meta", "meta only");
        var receiver = bed.machineOf(bed.alice());

        receiver.quilt("install", "-m", "alice/meta")
                .printed("Downloading package metadata...", "Downloading 1 fragments (29 bytes before compression)...");
        assertThat(receiver.object(DemoPackage.METADATA_OBJECT)).exists();
        assertThat(receiver.object(DemoPackage.BIG_OBJECT)).doesNotExist();

        receiver.python("""
                        import quilt
                        from quilt.data.alice import meta
                        quilt.install(meta.data)
                        print(open(meta.data.small()).read(), meta.data.small._meta['rows'], len(open(meta.data.big(), 'rb').read()))
                        """)
                .printed(
                        "Requesting 3 signed URLs...",
                        "Downloading 3 fragments (40009 bytes before compression)...",
                        "meta only 3 40000");
        assertThat(receiver.object(DemoPackage.README_OBJECT)).doesNotExist();
    }

    @Test
    void requirementsFileInstallsThreePackages() {
        var machine = bed.machineOf(bed.alice());
        var one = DemoPackage.pushed(machine, "alice/req_one", "requirement one");
        DemoPackage.pushed(machine, "alice/req_one", "requirement one, later");
        var two = DemoPackage.pushed(machine, "alice/req_two", "requirement two");
        DemoPackage.pushed(machine, "alice/req_two", "requirement two, later");
        var three = DemoPackage.pushed(machine, "alice/req_three", "requirement three");
        DemoPackage.pushed(machine, "alice/req_three", "requirement three, later");
        machine.quilt("tag", "add", "alice/req_one", "old", one).succeeded();
        machine.quiltTyping("y\n", "version", "add", "alice/req_two", "0.1", two)
                .succeeded();
        var receiver = bed.machineOf(bed.alice()).file("quilt.yml", """
                        packages:
                        - alice/req_one:t:old
                        - alice/req_two/data:v:0.1
                        - alice/req_three/README:h:%s
                        """.formatted(three.substring(0, 12)));

        receiver.quilt("install").succeeded();

        assertThat(receiver.latest("alice/req_one")).isEqualTo(one);
        assertThat(receiver.latest("alice/req_two")).isEqualTo(two);
        assertThat(receiver.latest("alice/req_three")).isEqualTo(three);
        receiver.quilt("install", "-f", "@quilt.yml").succeeded();
    }

    @Test
    void installedPackageIsNotOverwrittenUnasked() {
        var machine = bed.machineOf(bed.alice());
        DemoPackage.pushed(machine, "alice/kept", "kept");

        machine.quiltTyping("n\n", "install", "alice/kept")
                .printed("Downloading package metadata...", "alice/kept already installed.", "Overwrite? (y/n) ");
        machine.quiltTyping("y\n", "install", "alice/kept")
                .printed(
                        "Downloading package metadata...",
                        "alice/kept already installed.",
                        "Overwrite? (y/n) Fragments already downloaded");
    }

    @Test
    void treesComeBackUnchanged() {
        var machine = bed.machineOf(bed.alice());
        machine.file("a.txt", "a").file("ü.txt", "ü").file("meta.json", """
                {"type": "FILE", "text": "é \\ud83d\\ude00 \\u0001", "big": 12345678901234567890, "small": 1e-7, "no": null,
                 "list": [[], {}, true, -0.0], "hashes": "none"}
                """);
        machine.file("build.yml", """
                contents:
                  plain: {file: a.txt, meta: meta.json}
                  größe: {file: ü.txt}
                  n名前: {aａ: {file: a.txt}}
                  nothing: {}
                  deep: {a: {b: {c: {d: {e: {f: {g: {file: a.txt}}}}}}}}
                """);
        machine.quilt("build", "alice/odd", "build.yml").succeeded();

        machine.quilt("push", "alice/odd").succeeded();

        var receiver = bed.machineOf(bed.alice());
        receiver.quilt("install", "alice/odd").succeeded();
        assertThat(receiver.latest("alice/odd")).isEqualTo(machine.latest("alice/odd"));
        var inspected = receiver.quilt("inspect", "alice/odd").succeeded().lines();
        assertThat(inspected.subList(1, inspected.size()))
                .isEqualTo(machine.quilt("inspect", "alice/odd")
                        .succeeded()
                        .lines()
                        .subList(1, inspected.size()));
        receiver.python("from quilt.data.alice import odd; print(odd.plain._meta['big'], odd.plain._meta['type'])")
                .printed("12345678901234567890 FILE");
    }

    @Test
    void framesAndArraysTravel() {
        var machine = bed.machineOf(bed.alice());
        machine.python("""
                        import quilt, numpy, pandas
                        from quilt import nodes
                        root = nodes.GroupNode({'about': 'numbers'})
                        frame = pandas.DataFrame({'x': [1, 2, 3], 'y': [0.1, None, 3.5], 'z': ['a', 'ü', '']})
                        root.frame = nodes.DataNode(None, None, frame, {'unit': 'm'})
                        root.array = nodes.DataNode(None, None, numpy.arange(12).reshape(3, 4), {})
                        quilt.build('alice/numbers', root)
                        quilt.push('alice/numbers')
                        """).succeeded();
        var receiver = bed.machineOf(bed.alice());

        receiver.quilt("install", "alice/numbers").succeeded();

        receiver.python("""
                        from quilt.data.alice import numbers
                        print(numbers.frame().to_dict('list'), numbers.frame._meta['unit'], numbers._meta)
                        print(numbers.array().tolist())
                        """)
                .printed(
                        "{'x': [1, 2, 3], 'y': [0.1, nan, 3.5], 'z': ['a', 'ü', '']} m {'about': 'numbers'}",
                        "[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]");
    }

    @Test
    void fortyMegabytesTravelInOneRequest() throws IOException {
        var machine = bed.machineOf(bed.alice()).file("build.yml", "contents: {large: {file: large.bin}}\n");
        Files.write(machine.work().resolve("large.bin"), DemoPackage.big(40_000_000));
        machine.quilt("build", "alice/forty", "build.yml").succeeded();
        machine.quilt("push", "alice/forty").succeeded();
        var receiver = bed.machineOf(bed.alice());

        receiver.quilt("install", "alice/forty").succeeded();

        receiver.quilt("export", "alice/forty", "out").succeeded();
        assertThat(receiver.work().resolve("out/large.bin"))
                .hasSameBinaryContentAs(machine.work().resolve("large.bin"));
    }

    @Test
    void publicPackageIsInstalledByAnybody() {
        var machine = bed.machineOf(bed.alice());
        DemoPackage.pushed(machine, "alice/open", "open to all", "--public");
        var anybody = bed.stranger();

        anybody.quilt("install", "alice/open").succeeded();

        anybody.python("from quilt.data.alice import open as package; import builtins;"
                        + " print(builtins.open(package.data.small()).read())")
                .printed("open to all");
        assertThat(Files.exists(anybody.base().resolve("auth.json"))).isFalse();
    }

    @Test
    void privatePackageIsHiddenFromOthers() {
        DemoPackage.pushed(bed.machineOf(bed.alice()), "alice/hidden", "hidden");
        var bob = bed.machineOf(bed.bob());

        bob.quilt("install", "alice/hidden").failedWith("Package alice/hidden does not exist");
        bob.quilt("log", "alice/hidden").failedWith("Package alice/hidden does not exist");
        bob.quilt("access", "list", "alice/hidden").failedWith("Package alice/hidden does not exist");
        DemoPackage.on(bob).quilt("build", "alice/hidden", "build.yml").succeeded();
        assertThat(bob.quilt("push", "alice/hidden").exitCode()).isEqualTo(1);
    }

    @Test
    void privatePackageIsNotMadePublicByAPush() {
        var machine = bed.machineOf(bed.alice());
        DemoPackage.pushed(machine, "alice/stays_private", "stays private");

        machine.quilt("push", "--public", "alice/stays_private")
                .failedWith("alice/stays_private is private. To make it public, run `quilt access add"
                        + " alice/stays_private public`.");
        machine.quilt("push", "--team", "alice/stays_private")
                .failedWith("acme:alice/stays_private is private. To share it with the team, run `quilt access add"
                        + " acme:alice/stays_private team`.");
    }

    @Test
    void foreignNamesAreNotTaken() {
        var bob = DemoPackage.on(bed.machineOf(bed.bob()));
        bob.quilt("build", "alice/by_bob", "build.yml").succeeded();

        var outcome = bob.quilt("push", "alice/by_bob").failedWith("Only the package owner can create packages.");

        assertThat(outcome.lines()).containsExactly("Fetching upload URLs from the registry...");
    }

    @Test
    void nameThatDiffersInCaseIsTaken() {
        DemoPackage.pushed(bed.machineOf(bed.alice()), "alice/casing", "casing");
        var machine = DemoPackage.on(bed.machineOf(bed.alice()), "casing");
        machine.quilt("build", "alice/Casing", "build.yml").succeeded();

        machine.quilt("push", "alice/Casing").failedWith("Package already exists: alice/casing");
    }

    @Test
    void packageThatWasNotBuiltIsNotPushed() {
        bed.machineOf(bed.alice()).quilt("push", "alice/unbuilt").failedWith("Package alice/unbuilt not found.");
    }

    @Test
    void twoPushesAtOnceBothArrive() throws InterruptedException {
        var one = DemoPackage.on(bed.machineOf(bed.alice()), "at once, one");
        var two = DemoPackage.on(bed.machineOf(bed.alice()), "at once, two");
        one.quilt("build", "alice/at_once", "build.yml").succeeded();
        two.quilt("build", "alice/at_once", "build.yml").succeeded();
        var outcomes = new ConcurrentHashMap<String, Outcome>();

        var first = new Thread(() -> outcomes.put("one", one.quilt("push", "alice/at_once")));
        var second = new Thread(() -> outcomes.put("two", two.quilt("push", "alice/at_once")));
        first.start();
        second.start();
        first.join();
        second.join();

        outcomes.get("one").succeeded();
        outcomes.get("two").succeeded();
        var log = bed.machineOf(bed.alice()).quilt("log", "alice/at_once").succeeded();
        assertThat(log.stdout()).contains(one.latest("alice/at_once"), two.latest("alice/at_once"));
    }

    private static List<Long> uploading(Outcome push) {
        var matcher = UPLOADING.matcher(push.stdout());
        assertThat(matcher.find()).as("%s", push).isTrue();
        return List.of(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    private static List<String> skipped(Outcome push) {
        return push.lines().stream()
                .filter(line -> line.endsWith(" already uploaded; skipping."))
                .toList();
    }

    /** Prints path and SHA-256 of every file, and path, shape and a digest of the values of every table. */
    private static String digests(String name) {
        return """
                import hashlib, pandas, quilt
                from quilt.nodes import GroupNode
                def walk(node, path):
                    if isinstance(node, GroupNode):
                        for key in sorted(node._keys()):
                            walk(node[key], path + '/' + key)
                    else:
                        data = node()
                        if isinstance(data, pandas.DataFrame):
                            print(path, data.shape, pandas.util.hash_pandas_object(data).sum())
                        else:
                            print(path, hashlib.sha256(open(data, 'rb').read()).hexdigest())
                walk(quilt.load('alice/%s'), '')
                """.formatted(name);
    }

    /** Compares each installed node with the file that it was built from, as pandas reads it. */
    private static String comparedWithTheSource(String input) {
        return """
                import filecmp, os, pandas, quilt
                from quilt.nodes import GroupNode
                counts = {'files': 0, 'tables': 0}
                readers = {'.csv': pandas.read_csv, '.tsv': lambda p: pandas.read_csv(p, sep='\\t'),
                           '.xlsx': pandas.read_excel, '.parquet': pandas.read_parquet}
                def walk(node):
                    if isinstance(node, GroupNode):
                        for child in node:
                            walk(child)
                        return
                    source = os.path.join(%s, node._meta['_system']['filepath'])
                    data = node()
                    if isinstance(data, pandas.DataFrame):
                        pandas.testing.assert_frame_equal(data, readers[os.path.splitext(source)[1]](source))
                        counts['tables'] += 1
                    else:
                        assert filecmp.cmp(data, source, shallow=False), source
                        counts['files'] += 1
                walk(quilt.load('alice/vega'))
                print('files %%(files)d, tables %%(tables)d' %% counts)
                """.formatted("'" + input + "'");
    }
}
