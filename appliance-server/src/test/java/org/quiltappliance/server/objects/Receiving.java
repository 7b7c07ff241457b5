package org.quiltappliance.server.objects;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.testing.ObjectSamples;

/**
 * A process that receives an object into a folder: half of it at once, the rest when it is told to on its standard input.
 * Says on its standard output when it has done so.
 */
final class Receiving {

    static final int BYTES = 100_000;

    private Receiving() {}

    /** @param arguments folder of the store, seed of the content */
    public static void main(String[] arguments) throws IOException {
        var content = ObjectSamples.content(BYTES, Long.parseLong(arguments[1]));
        try (var orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                var store = new FolderObjectStore(new StoreConfig.Folder(Path.of(arguments[0]), true), 0)) {
            store.open();
            try (var upload = store.upload("ann", ObjectSamples.hashOf(content), ObjectEncoding.RAW, BYTES)) {
                upload.write(ByteBuffer.wrap(content, 0, BYTES / 2));
                System.out.println("half");
                orders.readLine();
                upload.write(ByteBuffer.wrap(content, BYTES / 2, BYTES - BYTES / 2));
                upload.commit();
            }
        }
        System.out.println("stored");
    }
}
