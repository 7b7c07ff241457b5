package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quiltappliance.server.testing.FreePort;

/** Object transfer that does not go smoothly ({@code client-protocol.md} 8 and 10). */
@ExtendWith(Testbed.Extension.class)
class TransferIT {

    private static final int LARGE = 3_000_000;

    private final Testbed bed;

    TransferIT(Testbed bed) {
        this.bed = bed;
    }

    @Test
    void partOfAFileIsContinuedAtItsLastByte() throws IOException {
        DemoPackage.pushed(bed.machineOf(bed.alice()), "alice/resumed", "resumed", "--public");
        var receiver = bed.stranger();
        part(receiver, DemoPackage.BIG_OBJECT, Arrays.copyOf(DemoPackage.big(40_000), 12_345));

        try (var proxy = new RecordingProxy()) {
            proxy.before(receiver)
                    .quilt("install", "alice/resumed/data/big")
                    .printed(
                            "Downloading package metadata...",
                            "Downloading 1 fragments (40000 bytes before compression)...");

            assertThat(proxy.objects("GET"))
                    .extracting(RecordingProxy.Seen::range)
                    .containsExactly("bytes=12344-");
        }
        assertThat(receiver.object(DemoPackage.BIG_OBJECT)).hasBinaryContent(DemoPackage.big(40_000));
    }

    @Test
    void completeFileCostsOneByte() throws IOException {
        DemoPackage.pushed(bed.machineOf(bed.alice()), "alice/complete", "complete", "--public");
        var receiver = bed.stranger();
        part(receiver, DemoPackage.BIG_OBJECT, DemoPackage.big(40_000));

        try (var proxy = new RecordingProxy()) {
            proxy.before(receiver).quilt("install", "alice/complete/data/big").succeeded();

            assertThat(proxy.objects("GET"))
                    .extracting(RecordingProxy.Seen::range)
                    .containsExactly("bytes=39999-");
        }
        assertThat(receiver.object(DemoPackage.BIG_OBJECT)).hasBinaryContent(DemoPackage.big(40_000));
    }

    @Test
    @DisplayName("item 45: a download cut in the middle is continued at the right byte")
    void brokenDownloadIsContinuedByTheNextInstall() throws IOException {
        var hash = pushedLarge("alice/broken_off", 1);
        var receiver = bed.stranger();
        try (var proxy = new RecordingProxy()) {
            proxy.cutAnswer(request -> request.path().startsWith("/objects/"), 1_000_000);
            var first = proxy.before(receiver).quilt("install", "alice/broken_off");
            assertThat(first.exitCode()).as("%s", first).isEqualTo(1);
            assertThat(first.errors()).endsWith("Failed to download fragments");
            var there = Files.size(receiver.partOf(hash));
            assertThat(there).isPositive().isLessThanOrEqualTo(1_000_000);
            proxy.forget();

            proxy.before(receiver).quilt("install", "alice/broken_off").succeeded();

            assertThat(proxy.objects("GET"))
                    .extracting(RecordingProxy.Seen::range)
                    .containsExactly("bytes=" + (there - 1) + "-");
        }
        assertThat(receiver.object(hash)).hasBinaryContent(large(1));
    }

    @Test
    void brokenPushIsRepeatedWithoutSendingTheRestAgain() throws IOException {
        var machine = bed.machineOf(bed.alice());
        DemoPackage.on(machine, "push broken off");
        Files.write(machine.work().resolve("data/big.bin"), large(2));
        machine.quilt("build", "alice/push_broken", "build.yml").succeeded();
        try (var proxy = new RecordingProxy()) {
            proxy.cutUpload(request -> request.method().equals("PUT") && isLarge(request, machine), 500_000);
            var first = proxy.before(machine).quilt("push", "alice/push_broken");
            assertThat(first.exitCode()).as("%s", first).isEqualTo(1);
            assertThat(first.errors()).isEqualTo("Failed to upload fragments");
            machine.quilt("log", "alice/push_broken").failedWith("Package alice/push_broken does not exist");
            proxy.forget();

            proxy.before(machine).quilt("push", "alice/push_broken").succeeded();

            assertThat(proxy.objects("PUT")).hasSize(1).allMatch(request -> isLarge(request, machine));
        }
        var receiver = bed.machineOf(bed.alice());
        receiver.quilt("install", "alice/push_broken/data/big").succeeded();
    }

    @Test
    void damagedObjectIsNoticed() throws IOException {
        var hash = pushedLarge("alice/damaged", 3);
        var stored = bed.appliance().storedObject("alice", hash);
        var bytes = Files.readAllBytes(stored);
        bytes[1_234_567] ^= 1;
        assertThat(stored.toFile().setWritable(true)).isTrue();
        Files.write(stored, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        var receiver = bed.stranger();

        var install = receiver.quilt("install", "alice/damaged").failedWith("Failed to download fragments");

        assertThat(install.stdout()).contains("Fragment hashes do not match: expected " + hash + ", got ");
        assertThat(receiver.object(hash)).doesNotExist();
    }

    @Test
    void reuploadRepairsADamagedObject() throws IOException {
        var hash = pushedLarge("alice/repaired", 4);
        var stored = bed.appliance().storedObject("alice", hash);
        var bytes = Files.readAllBytes(stored);
        bytes[0] ^= 1;
        assertThat(stored.toFile().setWritable(true)).isTrue();
        Files.write(stored, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        var sender = bed.machineOf(bed.alice());
        large(sender, 4).quilt("build", "alice/repaired", "build.yml").succeeded();

        sender.quilt("push", "--reupload", "--public", "alice/repaired").succeeded();

        var receiver = bed.stranger();
        receiver.quilt("install", "alice/repaired").succeeded();
        assertThat(receiver.object(hash)).hasBinaryContent(large(4));
    }

    /** As clients up to mid-2018 sent them. */
    @Test
    void objectsStoredPackedAreInstalledAndContinued() throws IOException {
        var sender = DemoPackage.on(bed.machineOf(bed.person("packer")));
        sender.quilt("build", "packer/packed", "build.yml").succeeded();
        sender.python("""
                        import gzip, json, requests
                        from quilt.tools import command, core
                        from quilt.tools.store import PackageStore
                        store, root = PackageStore.find_package(None, 'packer', 'packed')
                        dry_run = dict(dry_run=True, is_public=False, is_team=False, contents=root, description='', sizes={})
                        answer = command._get_session(None).put(
                            command.get_registry_url(None) + '/api/package/packer/packed/' + core.hash_contents(root),
                            data=json.dumps(dry_run, default=core.encode_node))
                        for objhash, urls in answer.json()['upload_urls'].items():
                            packed = gzip.compress(open(store.object_path(objhash), 'rb').read(), mtime=0)
                            requests.put(urls['put'], data=packed, headers={'Content-Encoding': 'gzip'}).raise_for_status()
                            if objhash == '%s':
                                open('packed', 'wb').write(packed)
                        """.formatted(DemoPackage.BIG_OBJECT)).succeeded();
        try (var proxy = new RecordingProxy()) {
            proxy.before(sender).quilt("push", "--public", "packer/packed").succeeded();
            assertThat(proxy.objects("PUT")).isEmpty();
            var receiver = bed.stranger();
            var packed = Files.readAllBytes(sender.work().resolve("packed"));
            part(receiver, DemoPackage.BIG_OBJECT, Arrays.copyOf(packed, 200));

            proxy.before(receiver).quilt("install", "packer/packed").succeeded();

            assertThat(proxy.objects("GET").stream().map(RecordingProxy.Seen::range))
                    .containsExactlyInAnyOrder("bytes=199-", "bytes=0-", "bytes=0-", "bytes=0-", "");
            assertThat(receiver.object(DemoPackage.BIG_OBJECT)).hasBinaryContent(DemoPackage.big(40_000));
            assertThat(receiver.object(DemoPackage.EMPTY_OBJECT)).isEmptyFile();
        }
    }

    @Test
    void vanishedObjectIsNamed() throws IOException {
        var hash = pushedLarge("alice/vanished", 5);
        Files.delete(bed.appliance().storedObject("alice", hash));

        var install = bed.stranger().quilt("install", "alice/vanished").failedWith("Failed to download fragments");

        assertThat(install.stdout()).contains("Download failed for " + hash + ":", "Status code: 404");
    }

    @Test
    void fileChangedInTheStoreSinceTheBuildIsRefused() throws IOException {
        var machine = DemoPackage.on(bed.machineOf(bed.alice()), "changed since");
        machine.quilt("build", "alice/changed_since", "build.yml").succeeded();
        var file = machine.object(hashOf(machine, "data/small.txt"));
        assertThat(file.toFile().setWritable(true)).isTrue();
        Files.writeString(file, "changed SINCE", StandardOpenOption.TRUNCATE_EXISTING);

        var push = machine.quilt("push", "alice/changed_since").failedWith("Failed to upload fragments");

        assertThat(push.stdout())
                .contains("Upload failed for " + hashOf(machine, "data/small.txt") + ":", "Status code: 4");
        machine.quilt("log", "alice/changed_since").failedWith("Package alice/changed_since does not exist");
    }

    @Test
    void registryThatDoesNotRunIsReportedByEveryCommand() {
        var free = URI.create("http://localhost:" + FreePort.find());
        var machine = DemoPackage.on(bed.machine().configured(free).signedIn(free, "token"), "no registry");
        machine.quilt("build", "alice/offline", "build.yml").succeeded();

        for (var command : new String[][] {
            {"push", "alice/offline"}, {"install", "alice/other"}, {"search", "x"}, {"log", "alice/offline"}
        }) {
            var outcome = machine.quilt(command);
            assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(1);
            assertThat(outcome.errors())
                    .startsWith("Failed to connect: HTTPConnectionPool(host='localhost', port=" + free.getPort())
                    .contains("Connection refused")
                    .doesNotContain("\n");
        }
        var login = machine.quiltTyping("code\n", "login");
        assertThat(login.errors()).startsWith("Failed to connect: ");
    }

    @Test
    void stoppedApplianceForgetsInTestModeAndTheClientSaysSo() {
        var home = bed.freshFolder();
        QuiltCli machine;
        try (var appliance = RunningAppliance.started(home, Map.of())) {
            var alice = appliance.person("alice");
            machine = DemoPackage.on(bed.machine(), "forgotten")
                    .configured(appliance.registry())
                    .signedIn(appliance.registry(), alice.token());
            machine.quilt("build", "alice/forgotten", "build.yml").succeeded();
            machine.quilt("push", "alice/forgotten").succeeded();
        }

        assertThat(machine.quilt("log", "alice/forgotten").errors()).startsWith("Failed to connect: ");
    }

    private String pushedLarge(String name, int seed) throws IOException {
        var machine = large(bed.machineOf(bed.alice()), seed);
        machine.quilt("build", name, "build.yml").succeeded();
        machine.quilt("push", "--public", name).succeeded();
        return hashOf(machine, "large.bin");
    }

    private static QuiltCli large(QuiltCli machine, int seed) throws IOException {
        Files.write(machine.work().resolve("large.bin"), large(seed));
        return machine.file("build.yml", "contents: {large: {file: large.bin}}\n");
    }

    private static byte[] large(int seed) {
        var bytes = DemoPackage.big(LARGE);
        bytes[0] = (byte) seed;
        return bytes;
    }

    private static boolean isLarge(RecordingProxy.Seen request, QuiltCli machine) {
        return request.path().endsWith(hashOf(machine, "data/big.bin"));
    }

    /** The SHA-256 of a file in the machine's working folder; the name of its object. */
    private static String hashOf(QuiltCli machine, String file) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(Files.readAllBytes(machine.work().resolve(file))));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void part(QuiltCli machine, String hash, byte[] bytes) throws IOException {
        Files.createDirectories(machine.store().resolve("objs"));
        Files.createDirectories(machine.store().resolve("tmp"));
        Files.createDirectories(machine.store().resolve("pkgs"));
        Files.write(machine.partOf(hash), bytes);
    }
}
