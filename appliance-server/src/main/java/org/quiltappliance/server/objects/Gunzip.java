package org.quiltappliance.server.objects;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * Unpacks gzip (RFC 1952) as the bytes come, in bounded memory however much they unpack to. One or more members,
 * nothing between or behind them: what clients can unpack, and no more.
 */
final class Gunzip implements AutoCloseable {

    private static final int FHCRC = 2;
    private static final int FEXTRA = 4;
    private static final int FNAME = 8;
    private static final int FCOMMENT = 16;
    private static final int RESERVED = 0xe0;

    private enum Part {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        HEADER_CRC,
        BODY,
        TRAILER
    }

    private final Consumer<ByteBuffer> unpacked;
    private final Inflater inflater = new Inflater(true);
    private final byte[] out = new byte[1 << 16];
    private final CRC32 crc = new CRC32();
    private final byte[] fixed = new byte[10];

    private Part part = Part.FIXED;
    private int partBytes;
    private int extraBytes;
    private long trailer;
    private boolean anyMember;

    /** @param unpacked gets the content piece by piece; the buffers are reused */
    Gunzip(Consumer<ByteBuffer> unpacked) {
        this.unpacked = unpacked;
    }

    /** @throws Invalid when this is not gzip, or damaged */
    void update(ByteBuffer packed) {
        while (packed.hasRemaining()) {
            if (part == Part.BODY) {
                inflate(packed);
            } else {
                frame(packed.get());
            }
        }
    }

    /** @throws Invalid when the end is missing */
    void finish() {
        if (!anyMember || part != Part.FIXED || partBytes != 0) {
            throw new Invalid("The gzip data ends too early.");
        }
    }

    private void inflate(ByteBuffer packed) {
        inflater.setInput(packed);
        try {
            // Until nothing comes any more: input may be used up while output is still waiting.
            for (int count; (count = inflater.inflate(out)) > 0; ) {
                crc.update(out, 0, count);
                unpacked.accept(ByteBuffer.wrap(out, 0, count));
            }
            if (inflater.needsDictionary()) {
                throw broken();
            }
        } catch (DataFormatException damaged) {
            throw new Invalid("The gzip data is damaged.", damaged);
        }
        if (inflater.finished()) {
            enter(Part.TRAILER);
        }
    }

    /** Takes one byte of what stands around the packed content. */
    private void frame(byte b) {
        switch (part) {
            case FIXED -> {
                fixed[partBytes++] = b;
                if (partBytes == fixed.length) {
                    checkFixed();
                    afterFixed();
                }
            }
            case EXTRA_LENGTH -> {
                extraBytes |= (b & 0xff) << 8 * partBytes++;
                if (partBytes == 2) {
                    enter(extraBytes > 0 ? Part.EXTRA : partAfter(FEXTRA));
                }
            }
            case EXTRA -> {
                if (++partBytes == extraBytes) {
                    enter(partAfter(FEXTRA));
                }
            }
            case NAME -> {
                if (b == 0) {
                    enter(partAfter(FNAME));
                }
            }
            case COMMENT -> {
                if (b == 0) {
                    enter(partAfter(FCOMMENT));
                }
            }
            case HEADER_CRC -> {
                if (++partBytes == 2) {
                    enter(Part.BODY);
                }
            }
            case TRAILER -> {
                trailer |= (b & 0xffL) << 8 * partBytes++;
                if (partBytes == Long.BYTES) {
                    endMember();
                }
            }
            case BODY -> throw new IllegalStateException("The body is not read byte by byte");
        }
    }

    private void checkFixed() {
        boolean gzip = fixed[0] == 0x1f && fixed[1] == (byte) 0x8b;
        boolean deflate = fixed[2] == 8;
        if (!gzip || !deflate || (fixed[3] & RESERVED) != 0) {
            throw broken();
        }
    }

    private void afterFixed() {
        extraBytes = 0;
        enter((fixed[3] & FEXTRA) != 0 ? Part.EXTRA_LENGTH : partAfter(FEXTRA));
    }

    /** Optional parts come in a fixed order: extra field, name, comment, checksum of the header. */
    private Part partAfter(int done) {
        if (done < FNAME && (fixed[3] & FNAME) != 0) {
            return Part.NAME;
        }
        if (done < FCOMMENT && (fixed[3] & FCOMMENT) != 0) {
            return Part.COMMENT;
        }
        return (fixed[3] & FHCRC) != 0 ? Part.HEADER_CRC : Part.BODY;
    }

    private void endMember() {
        long expected = inflater.getBytesWritten() << 32 | crc.getValue();
        if (trailer != expected) {
            throw broken();
        }
        trailer = 0;
        crc.reset();
        inflater.reset();
        anyMember = true;
        enter(Part.FIXED);
    }

    private void enter(Part next) {
        part = next;
        partBytes = 0;
    }

    private static Invalid broken() {
        return new Invalid("The gzip data is damaged.");
    }

    @Override
    public void close() {
        inflater.end();
    }
}
