package org.quiltappliance.server.reliability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.errors.ApplianceException.NoSpace;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.RunRecord;
import org.quiltappliance.server.objects.FolderObjectStore;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.ObjectSamples;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Tree;

/** A disk that is full for real. */
class FullDiskIT {

    private static final int MEGABYTE = 1_000_000;
    private static final int NO_SPACE = 507;

    @TempDir
    Path folder;

    @Test
    @Tag("AT-37")
    void pushThatDoesNotFitIsRefusedReadsGoOnAndRoomHeals() throws Exception {
        try (var disk = SmallDisk.mounted(folder.resolve("disk"), 700)) {
            var filler = disk.fill(165);
            var stage = Stage.withFolder(disk.folder().resolve("home"), PostgresServer.freshDatabase());
            try (var process = ApplianceProcess.launched(stage.home(), stage.settings(), folder.resolve("log"))) {
                process.awaitRunning();
                var ann = signedIn(process);
                new QuiltClient(ann).push(new Pkg("ann", "small"), tree(1));

                var refused = pushUntilRefused(ann);

                assertThat(refused.status()).as("%s", refused).isEqualTo(NO_SPACE);
                assertThat(refused.text()).contains("There is no space left for objects");
                process.awaitState("DEGRADED");
                assertThat(process.status().path("problems").findValuesAsText("code"))
                        .contains("DISK_FULL");
                assertThat(new QuiltClient(ann).install(new Pkg("ann", "small")).objects())
                        .hasSize(1);
                // Once somebody else takes of what must stay free, that is said before anything is sent.
                disk.fill(190);
                var dry = ann.put("/api/package/ann/late/" + tree(2).hash(), tree(2).dryRun());
                assertThat(dry.status()).as("%s", dry).isEqualTo(NO_SPACE);

                Files.delete(filler);

                process.awaitRunning();
                new QuiltClient(ann).push(new Pkg("ann", "late"), tree(2));
                assertThat(new QuiltClient(ann).install(new Pkg("ann", "late")).objects())
                        .hasSize(1);
                await().until(() -> stage.store().leftovers(), List::isEmpty);
            }
        }
    }

    private static RegistryClient signedIn(ApplianceProcess process) {
        var client = new RegistryClient(process.registry());
        var answer = client.post(
                "/api/login", Map.of("username", ApplianceProcess.ADMIN, "password", ApplianceProcess.PASSWORD));
        return client.as(answer.json().path("token").textValue());
    }

    private static Tree tree(int megabytes) {
        return Tree.empty().file("data", ObjectSamples.content(megabytes * MEGABYTE, megabytes));
    }

    /** What is sent first is refused first: an object, as the look before that sees only what has come. */
    private static Answer pushUntilRefused(RegistryClient ann) {
        for (int number = 0; number < 40; number++) {
            var tree = Tree.empty().file("data", ObjectSamples.content(5 * MEGABYTE, number));
            var path = "/api/package/ann/p" + number + "/" + tree.hash();
            var dry = ann.put(path, tree.dryRun());
            if (dry.status() != 200) {
                return dry;
            }
            for (var object : tree.objects().entrySet()) {
                var url = dry.json().path("upload_urls").path(object.getKey()).path("put");
                var put = ann.object("PUT", url.textValue(), object.getValue(), Map.of());
                if (put.status() != 200) {
                    return put;
                }
            }
            var pushed = ann.put(path, tree.finalPush());
            assertThat(pushed.status()).as("%s", pushed).isEqualTo(200);
        }
        throw new AssertionError("Nothing was refused.");
    }

    @Test
    void uploadThatMeetsTheEndOfTheDiskLeavesNothing() throws IOException {
        try (var disk = SmallDisk.mounted(folder.resolve("disk"), 16)) {
            var store =
                    new FolderObjectStore(new StoreConfig.Folder(disk.folder().resolve("objects"), true), 0);
            store.open();
            var first = ObjectSamples.content(MEGABYTE, 1);
            store(store, first);
            var second = ObjectSamples.content(2 * MEGABYTE, 2);
            Path filler;
            try (var upload = store.upload("ann", ObjectSamples.hashOf(second), ObjectEncoding.RAW, -1)) {
                upload.write(ByteBuffer.wrap(second, 0, MEGABYTE));
                filler = disk.fill();

                assertThatThrownBy(() -> upload.write(ByteBuffer.wrap(second, MEGABYTE, MEGABYTE)))
                        .isInstanceOf(NoSpace.class);
            }

            assertThat(new FolderView(disk.folder().resolve("objects")).leftovers())
                    .isEmpty();
            assertThat(new FolderView(disk.folder().resolve("objects")).contentHashes())
                    .containsOnlyKeys(
                            new StoreView.Key("ann", ObjectSamples.hashOf(first).toString()));
            Files.delete(filler);
            store(store, second);
            assertThat(new FolderView(disk.folder().resolve("objects")).contentHashes())
                    .hasSize(2)
                    .allSatisfy((key, hash) -> assertThat(hash).isEqualTo(key.hash()));
        }
    }

    private static void store(FolderObjectStore store, byte[] content) {
        try (var upload = store.upload("ann", ObjectSamples.hashOf(content), ObjectEncoding.RAW, content.length)) {
            upload.write(ByteBuffer.wrap(content));
            upload.commit();
        }
    }

    @Test
    void stateThatDoesNotFitLeavesTheOldOne() throws IOException {
        try (var disk = SmallDisk.mounted(folder.resolve("disk"), 2)) {
            var home = new Home(disk.folder());
            Files.createDirectory(home.run());
            var old = new RunRecord("RUNNING", 1, Instant.EPOCH, Instant.EPOCH, false, true, List.of());
            old.write(home);
            disk.fill();

            assertThatThrownBy(() -> new RunRecord("STOPPED", 1, Instant.EPOCH, Instant.EPOCH, true, false, List.of())
                            .write(home))
                    .isInstanceOf(IOException.class);

            assertThat(RunRecord.read(home)).contains(old);
            try (var files = Files.list(home.run())) {
                assertThat(files).containsExactly(home.state());
            }
        }
    }
}
