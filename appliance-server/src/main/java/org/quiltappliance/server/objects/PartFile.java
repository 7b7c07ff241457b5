package org.quiltappliance.server.objects;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.UUID;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.contents.Hash;

/**
 * One part of an upload until it is sent. The first bytes are kept in memory, the rest in a file: many slow clients send
 * large parts at once, and a part must be whole, with its hash known, before the store can be asked to take it.
 */
final class PartFile implements AutoCloseable {

    private static final MediaType TYPE = MediaType.get("application/octet-stream");
    private static final int IN_MEMORY_BYTES = 1 << 16;

    private final Path folder;
    private ByteBuffer memory = ByteBuffer.allocate(1 << 12);
    private @Nullable FileChannel file;
    private long bytes;

    PartFile(Path folder) {
        this.folder = folder;
    }

    long bytes() {
        return bytes;
    }

    /** Takes all remaining bytes of the buffer. */
    void write(ByteBuffer from) throws IOException {
        bytes += from.remaining();
        if (file == null && memory.position() + from.remaining() <= IN_MEMORY_BYTES) {
            makeRoom(from.remaining());
            memory.put(from);
            return;
        }
        var to = file();
        while (from.hasRemaining()) {
            to.write(from);
        }
    }

    private void makeRoom(int more) {
        if (memory.remaining() < more) {
            int wanted = Math.max(memory.position() + more, 2 * memory.capacity());
            memory = ByteBuffer.allocate(wanted).put(memory.flip());
        }
    }

    /** The file is gone when it is closed, also when the process ends at once. */
    private FileChannel file() throws IOException {
        if (file == null) {
            var opened = FileChannel.open(
                    folder.resolve("part-" + UUID.randomUUID()),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            memory.flip();
            while (memory.hasRemaining()) {
                opened.write(memory);
            }
            file = opened;
        }
        return file;
    }

    /** The hash of the bytes in hexadecimal. Read back, so that who receives the next part need not wait for it. */
    String sha256Digits() throws IOException {
        var digest = Hash.digest();
        var open = file;
        if (open == null) {
            digest.update(memory.array(), 0, memory.position());
        } else {
            var buffer = ByteBuffer.allocate(1 << 16);
            for (long at = 0; at < bytes; at += buffer.limit()) {
                if (open.read(buffer.clear(), at) < 0) {
                    throw new EOFException("A part on its way has become shorter");
                }
                digest.update(buffer.flip());
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The bytes, to be sent as often as needed until this is closed or cleared. */
    RequestBody body() {
        return new RequestBody() {
            @Override
            public MediaType contentType() {
                return TYPE;
            }

            @Override
            public long contentLength() {
                return bytes;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                var open = file;
                if (open == null) {
                    sink.write(memory.array(), 0, memory.position());
                    return;
                }
                for (long at = 0; at < bytes; ) {
                    at += open.transferTo(at, bytes - at, sink);
                }
            }
        };
    }

    /** Forgets the bytes, to take others. */
    void clear() throws IOException {
        bytes = 0;
        memory.clear();
        if (file != null) {
            file.truncate(0);
            file.position(0);
        }
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
