package org.quiltappliance.server.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.quiltappliance.server.search.TextVector.Place;

/**
 * How well a text fits a query whose words it all holds ({@code registry-api.md} 5.3): the closer together the words
 * stand, the oftener, and the heavier they are, the better. The same sum as PostgreSQL's {@code ts_rank_cd} with
 * normalisation 32.
 */
final class CoverDensity {

    /** One word of the query at one place. */
    private record Occurrence(Place place, int word) {}

    private static final Comparator<Occurrence> IN_ORDER = Comparator.<Occurrence>comparingInt(
                    occurrence -> occurrence.place().position())
            .thenComparing(occurrence -> occurrence.place().weight())
            .thenComparingInt(Occurrence::word);

    private CoverDensity() {}

    /**
     * @param places for each different word of the query its places, at least one
     * @return from 0 to below 1
     */
    static float rank(List<List<Place>> places) {
        List<Occurrence> occurrences = inOrder(places);
        double sum = 0;
        int from = 0;
        while (true) {
            int last = endOfCover(occurrences, from, places.size());
            if (last < 0) {
                return (float) (sum / (sum + 1));
            }
            int first = startOfCover(occurrences, last, places.size());
            sum += value(occurrences, first, last);
            from = first + 1;
        }
    }

    private static List<Occurrence> inOrder(List<List<Place>> places) {
        var occurrences = new ArrayList<Occurrence>();
        for (int word = 0; word < places.size(); word++) {
            for (Place place : places.get(word)) {
                occurrences.add(new Occurrence(place, word));
            }
        }
        occurrences.sort(IN_ORDER);
        return occurrences;
    }

    /** The first place from which all words have been seen since {@code from}, or -1. */
    private static int endOfCover(List<Occurrence> occurrences, int from, int words) {
        var seen = new boolean[words];
        int missing = words;
        for (int i = from; i < occurrences.size(); i++) {
            missing -= see(seen, occurrences.get(i));
            if (missing == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The last place so that all words stand between it and the end of the cover. */
    private static int startOfCover(List<Occurrence> occurrences, int last, int words) {
        var seen = new boolean[words];
        int missing = words;
        int i = last;
        while (true) {
            missing -= see(seen, occurrences.get(i));
            if (missing == 0) {
                return i;
            }
            i--;
        }
    }

    private static int see(boolean[] seen, Occurrence occurrence) {
        if (seen[occurrence.word()]) {
            return 0;
        }
        seen[occurrence.word()] = true;
        return 1;
    }

    private static double value(List<Occurrence> occurrences, int first, int last) {
        double inverse = 0;
        for (int i = first; i <= last; i++) {
            inverse += 1.0 / occurrences.get(i).place().weight().value();
        }
        int between = last - first;
        int noise = occurrences.get(last).place().position()
                - occurrences.get(first).place().position()
                - between;
        if (noise < 0) {
            noise = between / 2;
        }
        return (between + 1) / inverse / (1 + noise);
    }
}
