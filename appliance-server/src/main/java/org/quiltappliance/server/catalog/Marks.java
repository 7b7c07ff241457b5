package org.quiltappliance.server.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Where words stand in a text, in UTF-16 units: from, included, to, excluded; in order, overlapping ones joined. */
public final class Marks {

    private Marks() {}

    /** @param words in lower case */
    static List<int[]> of(String text, List<String> words) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() != text.length()) {
            // A letter that is longer in lower case would shift all that follows.
            return List.of();
        }
        var found = new ArrayList<int[]>();
        for (String word : words) {
            for (int at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length())) {
                found.add(new int[] {at, at + word.length()});
            }
        }
        return joined(found);
    }

    static List<int[]> joined(List<int[]> ranges) {
        var sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingInt(range -> range[0]));
        var joined = new ArrayList<int[]>();
        for (int[] range : sorted) {
            int[] last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && range[0] <= last[1]) {
                last[1] = Math.max(last[1], range[1]);
            } else {
                joined.add(range.clone());
            }
        }
        return joined;
    }
}
