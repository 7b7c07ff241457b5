package org.quiltappliance.server.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.quiltappliance.server.contents.Hash;

/** A file with random bytes, to be sent as an object. */
record Payload(Path file, Hash hash, long bytes) {

    private static final int BLOCK = 1 << 20;

    /** @param seed another one makes other bytes */
    static Payload make(Path file, long seed, long bytes) throws IOException {
        var random = new SplittableRandom(seed);
        var sha256 = SyntheticPackage.sha256();
        var block = ByteBuffer.allocate(BLOCK);
        try (var out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long left = bytes; left > 0; left -= BLOCK) {
                block.clear();
                while (block.remaining() >= Long.BYTES) {
                    block.putLong(random.nextLong());
                }
                block.flip().limit((int) Math.min(left, BLOCK));
                sha256.update(block.duplicate());
                while (block.hasRemaining()) {
                    out.write(block);
                }
            }
        }
        return new Payload(file, Hash.of(sha256.digest()), bytes);
    }
}
