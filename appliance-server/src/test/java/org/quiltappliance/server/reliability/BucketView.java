package org.quiltappliance.server.reliability;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.MinioException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.TreeHash;

/** Objects in a bucket, {@code objs/<owner>/<hash>}, looked at with the client of MinIO. */
record BucketView(MinioClient client, String bucket) implements StoreView {

    private static final int GZIP_MAGIC = 0x1f8b;

    static BucketView of(StoreConfig.S3 bucket) {
        return new BucketView(MinioServer.client(bucket), bucket.bucket());
    }

    @Override
    public SortedMap<Key, String> contentHashes() throws IOException {
        var found = new TreeMap<Key, String>();
        var all = ListObjectsArgs.builder()
                .bucket(bucket)
                .prefix("objs/")
                .recursive(true)
                .build();
        try {
            for (var listed : client.listObjects(all)) {
                String name = listed.get().objectName();
                var parts = name.split("/");
                var one = GetObjectArgs.builder().bucket(bucket).object(name).build();
                try (var object = client.getObject(one)) {
                    found.put(new Key(parts[1], parts[2]), hash(parts[2], object.readAllBytes()));
                }
            }
        } catch (MinioException | GeneralSecurityException failed) {
            throw new IOException("The bucket cannot be looked at.", failed);
        }
        return found;
    }

    /** The client may have unpacked what is stored packed, or not. */
    private static String hash(String expected, byte[] bytes) throws IOException {
        String hash = TreeHash.ofBytes(bytes);
        boolean packed = bytes.length > 1 && ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff) == GZIP_MAGIC;
        if (hash.equals(expected) || !packed) {
            return hash;
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return TreeHash.ofBytes(unpacked.readAllBytes());
        }
    }

    @Override
    public void plant(Key object, byte[] content) throws IOException {
        try {
            client.putObject(
                    PutObjectArgs.builder()
                            .bucket(bucket)
                            .object("objs/" + object.owner() + "/" + object.hash())
                            .stream(new ByteArrayInputStream(content), content.length, -1)
                            .build());
        } catch (MinioException | GeneralSecurityException failed) {
            throw new IOException("The object was not stored.", failed);
        }
    }

    /** The server itself keeps halves of uploads out of sight, and the appliance ends them after a day. */
    @Override
    public List<String> leftovers() {
        return List.of();
    }
}
