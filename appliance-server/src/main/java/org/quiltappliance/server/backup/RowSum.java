package org.quiltappliance.server.backup;

import java.nio.ByteBuffer;
import org.quiltappliance.server.contents.Hash;

/**
 * What a table holds, in one number that does not depend on the order of its rows, since two databases order texts
 * differently: how many rows, and the sum of their hashes.
 */
final class RowSum {

    private final long[] sum = new long[Hash.BYTES / Long.BYTES];
    private long rows;

    void add(byte[] json) {
        var hash = ByteBuffer.wrap(Hash.ofContent(json).bytes());
        for (int i = 0; i < sum.length; i++) {
            sum[i] += hash.getLong();
        }
        rows++;
    }

    long rows() {
        return rows;
    }

    /** The sum alone, in the form of a hash. */
    Hash value() {
        var bytes = ByteBuffer.allocate(Hash.BYTES);
        for (long part : sum) {
            bytes.putLong(part);
        }
        return Hash.of(bytes.array());
    }
}
