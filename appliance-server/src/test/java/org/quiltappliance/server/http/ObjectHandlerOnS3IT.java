package org.quiltappliance.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.objects.LinkMethod;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.objects.S3Links;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.testing.MinioServer;

class ObjectHandlerOnS3IT extends ObjectHandlerContract {

    @TempDir
    Path folder;

    private final StoreConfig.S3 bucket = MinioServer.freshBucket();

    @Override
    ObjectStore emptyStore() {
        var store = new S3ObjectStore(bucket, folder, true);
        store.open();
        return store;
    }

    @Override
    void overwrite(Hash hash, byte[] stored) throws Exception {
        var link = new S3Links(bucket, () -> Duration.ofHours(1), Clock.systemUTC())
                .link(LinkMethod.PUT, ObjectServer.OWNER, hash);
        var put = HttpRequest.newBuilder(URI.create(link)).PUT(BodyPublishers.ofByteArray(stored));

        var answer = HttpClient.newHttpClient().send(put.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
