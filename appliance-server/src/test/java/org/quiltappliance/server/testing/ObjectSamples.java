package org.quiltappliance.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.quiltappliance.server.contents.Hash;

/** Contents of objects, their hashes, and their packed form. */
public final class ObjectSamples {

    private ObjectSamples() {}

    /** Bytes that do not compress; another seed gives others. */
    public static byte[] content(int bytes, long seed) {
        var content = new byte[bytes];
        new Random(seed).nextBytes(content);
        return content;
    }

    public static Hash hashOf(byte[] content) {
        try {
            return Hash.of(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static byte[] gzip(byte[] content) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
