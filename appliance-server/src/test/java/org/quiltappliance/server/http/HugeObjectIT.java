package org.quiltappliance.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.objects.FolderObjectStore;
import org.quiltappliance.server.objects.LinkMethod;

/** An object that fits into no memory. */
class HugeObjectIT {

    private static final long SIX_GIGABYTES = 6_000_000_000L;

    @TempDir
    Path folder;

    @Test
    @DisplayName("item 25: a PUT of 6 GB in one request is stored without being held in memory")
    void item25_putOfSixGigabytesIsStored() throws Exception {
        assertThat(Runtime.getRuntime().maxMemory()).isLessThan(SIX_GIGABYTES / 4);
        var hash = hashOf(new Counted(SIX_GIGABYTES));
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        var store = new FolderObjectStore(new StoreConfig.Folder(folder, false), 0);
        store.open();
        try (var server = new ObjectServer(store)) {
            var put = HttpRequest.newBuilder(URI.create(server.link(LinkMethod.PUT, hash)))
                    .PUT(HttpRequest.BodyPublishers.fromPublisher(
                            HttpRequest.BodyPublishers.ofInputStream(() -> new Counted(SIX_GIGABYTES)), SIX_GIGABYTES))
                    .build();
            assertThat(client.send(put, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isBetween(200, 204);

            var tail = HttpRequest.newBuilder(URI.create(server.link(LinkMethod.GET, hash)))
                    .header("Range", "bytes=" + (SIX_GIGABYTES - 1) + "-")
                    .build();
            var answer = client.send(tail, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(206);
            assertThat(answer.headers().firstValue("Content-Range"))
                    .contains("bytes " + (SIX_GIGABYTES - 1) + "-" + (SIX_GIGABYTES - 1) + "/" + SIX_GIGABYTES);
            assertThat(answer.body()).containsExactly(Counted.at(SIX_GIGABYTES - 1));
        }
    }

    private static Hash hashOf(InputStream content) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = content.read(buffer, 0, buffer.length)) > 0; ) {
            digest.update(buffer, 0, count);
        }
        return Hash.of(digest.digest());
    }

    /** So many bytes, each told by its place. */
    private static final class Counted extends InputStream {
        private final long length;
        private long position;

        Counted(long length) {
            this.length = length;
        }

        static byte at(long position) {
            return (byte) (position >> 16);
        }

        @Override
        public int read() {
            return position < length ? at(position++) & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int offset, int count) {
            if (position == length) {
                return -1;
            }
            int given = (int) Math.min(count, length - position);
            for (int i = 0; i < given; ) {
                int same = (int) Math.min(given - i, (1 << 16) - (position & 0xffff));
                Arrays.fill(into, offset + i, offset + i + same, at(position));
                position += same;
                i += same;
            }
            return given;
        }
    }
}
