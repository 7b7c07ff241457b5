package org.quiltappliance.server.containers.docker;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.quiltappliance.server.containers.Transfer;

/** Tells how much of a file has been read. */
final class CountedInput extends FilterInputStream {

    private final long total;
    private final Consumer<Transfer> progress;
    private long bytes;

    CountedInput(InputStream in, long total, Consumer<Transfer> progress) {
        super(in);
        this.total = total;
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    private void count(int more) {
        if (more > 0) {
            bytes += more;
            progress.accept(new Transfer(bytes, total));
        }
    }
}
