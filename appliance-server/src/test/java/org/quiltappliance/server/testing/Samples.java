package org.quiltappliance.server.testing;

import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Named trees, each with a reason to exist, and names nobody has used yet. */
public final class Samples {

    /** A hash that no object and no tree has. */
    public static final String NO_SUCH_HASH = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static final AtomicLong NEXT = new AtomicLong();

    private Samples() {}

    /**
     * A name that is a valid user name and package name and was never given out in this process. It ends with a number:
     * letters might be a word that searches leave out, such as {@code is}.
     */
    public static String fresh(String start) {
        return start + "_" + NEXT.incrementAndGet();
    }

    /** The smallest tree with an object. */
    public static Tree oneFile() {
        return Tree.of("a", "one file\n");
    }

    /** So many objects of chance, always the same ones for a seed, that some work on them takes its time. */
    public static Tree many(long seed, int objects, int objectBytes) {
        var random = new Random(seed);
        var tree = Tree.empty();
        for (int i = 0; i < objects; i++) {
            var bytes = new byte[objectBytes];
            random.nextBytes(bytes);
            tree = tree.file("file" + i, bytes);
        }
        return tree;
    }

    /** The package of the recorded exchanges: a README, an empty object, a repeated one, user metadata, 40,000 bytes. */
    public static Tree demo() {
        var big = new byte[40_000];
        for (int i = 0; i < big.length; i++) {
            big[i] = (byte) (7 * i + i / 251);
        }
        return Tree.empty()
                .file("README", "# Demo\n\nA package of a test.\n")
                .file("data/small", "hello quilt\n")
                .userMetadata("data/small", "{\"purpose\": \"a small file\"}")
                .file("data/empty", "")
                .file("data/big", big)
                .file("data/copy", "hello quilt\n");
    }

    /** Every kind of node, user metadata at each level, a table with several parts, an empty group, other scripts. */
    public static Tree everyKind() {
        return Tree.empty()
                .userMetadata("", "{\"level\": 0}")
                .file("README", "Every kind of node.\n")
                .table("tables/one", "part one")
                .table("tables/three", "part a", "part b", "part c")
                .userMetadata("tables/three", "{\"level\": 2}")
                .userMetadata("tables", "{\"level\": 1}")
                .group("nothing")
                .file("d\u00e9j\u00e0/\u30c7\u30fc\u30bf/\ud83d\ude00", "far away")
                .file("d\u00e9j\u00e0/\ufb01", "after the pair in code units, before it in code points");
    }
}
