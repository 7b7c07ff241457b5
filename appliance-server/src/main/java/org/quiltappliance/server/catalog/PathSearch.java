package org.quiltappliance.server.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import org.quiltappliance.server.contents.TreeIndex;

/** Finds the nodes of a tree whose path holds all words, in whatever letter case: best first, then in tree order. */
final class PathSearch {

    private static final int MOST_WORDS = 16;

    /** Worst first, so that the worst leaves when there are too many. */
    private static final Comparator<Match> WORST_FIRST =
            Comparator.comparingInt(Match::rank).thenComparing(Match::node, Comparator.reverseOrder());

    private final TreeIndex tree;
    private final List<String> words;

    PathSearch(TreeIndex tree, String query) {
        this.tree = tree;
        this.words = Arrays.stream(query.strip().toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    /** @param nodes the best ones */
    record Result(int total, List<Integer> nodes) {}

    private record Match(int node, int rank) {}

    /** @param most how many nodes to give */
    Result run(int most) {
        return words.isEmpty() ? new Result(0, List.of()) : run(most, node -> true);
    }

    /** The same among some nodes alone: all of them, in tree order, when there are no words. */
    Result run(int most, IntPredicate wanted) {
        var best = new PriorityQueue<Match>(WORST_FIRST);
        int total = 0;
        var path = new StringBuilder();
        var lengths = new int[tree.size()];
        for (int node = 1; node < tree.size(); node++) {
            path.setLength(lengths[tree.parent(node)]);
            if (path.length() > 0) {
                path.append('/');
            }
            int nameFrom = path.length();
            path.append(tree.name(node).toLowerCase(Locale.ROOT));
            lengths[node] = path.length();
            if (holdsAll(path) && wanted.test(node)) {
                total++;
                best.add(new Match(node, rank(path, nameFrom)));
                if (best.size() > most) {
                    best.remove();
                }
            }
        }
        var nodes = new ArrayList<Match>(best);
        nodes.sort(WORST_FIRST.reversed());
        return new Result(total, nodes.stream().map(Match::node).toList());
    }

    private boolean holdsAll(StringBuilder path) {
        for (String word : words) {
            if (path.indexOf(word) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The name itself counts most, then its beginning, then anywhere in it; short paths before long ones. */
    private int rank(StringBuilder path, int nameFrom) {
        if (words.isEmpty()) {
            return 0;
        }
        int rank = 0;
        for (String word : words) {
            int at = path.indexOf(word, nameFrom);
            if (at == nameFrom) {
                rank += path.length() - nameFrom == word.length() ? 3_000 : 2_000;
            } else if (at > nameFrom) {
                rank += 1_000;
            }
        }
        return rank - Math.min(path.length(), 999);
    }

    /** Where the words stand in that path: from, included, to, excluded; in order, without overlap. */
    List<int[]> marks(String path) {
        return Marks.of(path, words);
    }
}
