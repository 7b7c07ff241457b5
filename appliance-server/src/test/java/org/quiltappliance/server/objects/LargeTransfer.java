package org.quiltappliance.server.objects;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Random;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;

/** A process of its own that stores an object far larger than its memory, three times at once, and reads it back. */
public final class LargeTransfer {

    static final String DONE = "All bytes came back.";
    static final String SECRET = "LARGE_TRANSFER_SECRET";

    private static final int PIECE = 50_000;
    private static final int PIECES = 4_000;
    private static final String[] OWNERS = {"alice", "bob", "carol"};

    private LargeTransfer() {}

    /** @param arguments endpoint, bucket, key, folder for uploads */
    public static void main(String[] arguments) throws Exception {
        var config = new StoreConfig.S3(
                URI.create(arguments[0]),
                Optional.empty(),
                arguments[1],
                "us-east-1",
                StoreConfig.PathStyle.AUTO,
                arguments[2],
                new Secret(System.getenv(SECRET)));
        var digest = MessageDigest.getInstance("SHA-256");
        var content = new Random(1);
        for (int i = 0; i < PIECES; i++) {
            digest.update(piece(content));
        }
        var hash = Hash.of(digest.digest());
        try (var store = new S3ObjectStore(config, Path.of(arguments[3]), false)) {
            store.open();
            upload(store, hash);
            for (String owner : OWNERS) {
                require(hash.equals(read(store, owner, hash)));
            }
        }
        System.out.println(DONE);
    }

    private static byte[] piece(Random content) {
        var piece = new byte[PIECE];
        content.nextBytes(piece);
        return piece;
    }

    private static void upload(ObjectStore store, Hash hash) {
        var content = new Random(1);
        long length = (long) PIECE * PIECES;
        try (var first = store.upload(OWNERS[0], hash, ObjectEncoding.RAW, length);
                var second = store.upload(OWNERS[1], hash, ObjectEncoding.RAW, length);
                var third = store.upload(OWNERS[2], hash, ObjectEncoding.RAW, -1)) {
            for (int i = 0; i < PIECES; i++) {
                var piece = ByteBuffer.wrap(piece(content));
                first.write(piece.duplicate());
                second.write(piece.duplicate());
                third.write(piece);
            }
            first.commit();
            second.commit();
            third.commit();
        }
    }

    private static Hash read(ObjectStore store, String owner, Hash hash) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        var spare = ByteBuffer.allocateDirect(1 << 16);
        try (var open = store.read(owner, hash).orElseThrow()) {
            long total = open.object().storedBytes();
            for (long at = 0; at < total; ) {
                var piece = open.bytes(at, total - at, spare);
                at += piece.remaining();
                digest.update(piece);
            }
        }
        return Hash.of(digest.digest());
    }

    private static void require(boolean met) {
        if (!met) {
            throw new IllegalStateException("Other bytes came back");
        }
    }
}
