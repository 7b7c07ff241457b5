package org.quiltappliance.server.search;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * English words and how common they are, and the most probable way to cut a text without blanks into words
 * ({@code registry-api.md} 5.2). The original's tables of counts belong to somebody else; this list is a smaller one
 * (origin: {@code words-NOTICE.txt}) that knows words but no pairs of words.
 *
 * <p>Costs are whole numbers, -10 * log10 of a probability, so that sums are exact and every machine cuts alike. The
 * list is made so that none of its own words is ever cut.
 */
final class WordList {

    private static final int LONGEST_WORD = 24;
    /** The words in the corpus that the original's tables count. */
    private static final double CORPUS = 1_024_908_267_229.0;

    /** The words one after another, in order, each of the letters a to z. */
    private final byte[] letters;
    /** Where each word starts in {@link #letters}; one more for the end. */
    private final int[] starts;

    private final short[] costs;

    private WordList(byte[] letters, int[] starts, short[] costs) {
        this.letters = letters;
        this.starts = starts;
        this.costs = costs;
    }

    /** The list, read when first asked for: it is not needed before the first push. */
    static WordList english() {
        return English.LIST;
    }

    private static final class English {
        static final WordList LIST = read("words.txt");
    }

    private static WordList read(String resource) {
        try (var in = Objects.requireNonNull(WordList.class.getResourceAsStream(resource), resource)) {
            return parse(in.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException("The word list cannot be read.", failed);
        }
    }

    /** @param lines a word, a blank and its cost on each line, ordered by word; moved about in place */
    private static WordList parse(byte[] lines) {
        int count = 0;
        for (byte letter : lines) {
            count += letter == '\n' ? 1 : 0;
        }
        var starts = new int[count + 1];
        var costs = new short[count];
        int word = 0;
        int kept = 0;
        int cost = 0;
        for (byte letter : lines) {
            if (letter == '\n') {
                costs[word++] = (short) cost;
                starts[word] = kept;
                cost = 0;
            } else if (letter >= '0' && letter <= '9') {
                cost = cost * 10 + letter - '0';
            } else if (letter != ' ') {
                lines[kept++] = letter;
            }
        }
        return new WordList(Arrays.copyOf(lines, kept), starts, costs);
    }

    int size() {
        return costs.length;
    }

    String word(int index) {
        return new String(letters, starts[index], starts[index + 1] - starts[index], US_ASCII);
    }

    /**
     * The words of a run of lower-case ASCII letters or of digits: the split of least cost into pieces of at most 24
     * characters; of several, the one whose first differing word is later in the order of words.
     */
    List<String> cut(String run) {
        int length = run.length();
        var best = new long[length + 1];
        var next = new int[length + 1];
        for (int start = length - 1; start >= 0; start--) {
            best[start] = Long.MAX_VALUE;
            for (int end = start + 1; end <= Math.min(length, start + LONGEST_WORD); end++) {
                long cost = cost(run, start, end) + best[end];
                // A longer word with the same beginning is the later one, so it wins when the costs are equal.
                if (cost <= best[start]) {
                    best[start] = cost;
                    next[start] = end;
                }
            }
        }
        var words = new ArrayList<String>();
        for (int start = 0; start < length; start = next[start]) {
            words.add(run.substring(start, next[start]));
        }
        return words;
    }

    private long cost(String run, int start, int end) {
        int low = 0;
        int high = costs.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(middle, run, start, end);
            if (order == 0) {
                return costs[middle];
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return costOfUnknown(end - start);
    }

    private int compare(int word, String run, int start, int end) {
        int length = starts[word + 1] - starts[word];
        int shared = Math.min(length, end - start);
        for (int i = 0; i < shared; i++) {
            int order = letters[starts[word] + i] - run.charAt(start + i);
            if (order != 0) {
                return order;
            }
        }
        return length - (end - start);
    }

    private static long costOfUnknown(int length) {
        return Math.round(10 * (Math.log10(CORPUS) - 1 + length));
    }
}
