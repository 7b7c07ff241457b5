package org.quiltappliance.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.objects.FolderObjectStore;
import org.quiltappliance.server.objects.ObjectStore;

class ObjectHandlerTest extends ObjectHandlerContract {

    @TempDir
    Path folder;

    @Override
    ObjectStore emptyStore() {
        return store("data", 0);
    }

    private ObjectStore store(String name, long keepFreeBytes) {
        var store = new FolderObjectStore(new StoreConfig.Folder(folder.resolve(name), false), keepFreeBytes);
        store.open();
        return store;
    }

    @Override
    void overwrite(Hash hash, byte[] stored) throws Exception {
        Files.write(folder.resolve("data/objs/" + ObjectServer.OWNER + "/" + hash), stored);
    }

    @Test
    void fullDiskIsSaidInOneLine() throws Exception {
        try (var full = new ObjectServer(store("full", Long.MAX_VALUE / 2))) {
            var answer = full.put(HASH, CONTENT);

            assertThat(answer.statusCode()).isEqualTo(507);
            assertIsOneLine(answer);
            assertThat(full.uploadsUnderWay()).isZero();
        }
    }

    @Test
    void storeThatIsGoneIsUnavailable() throws Exception {
        Files.delete(folder.resolve("data/objs"));

        for (var answer : List.of(objects.head(HASH), objects.get(HASH), objects.put(HASH, CONTENT))) {
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        }
        assertIsOneLine(objects.get(HASH));
    }
}
