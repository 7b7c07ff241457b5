package org.quiltappliance.server.search;

import java.util.Comparator;

/** A package that the caller may see and that holds all words of the query. */
record Match(long packageId, String owner, String name, float rank) {

    /**
     * As in a natural language: case only breaks ties, small letters first. The same on both databases, whatever their
     * own order of texts.
     */
    private static final Comparator<String> ALPHABETICAL =
            String.CASE_INSENSITIVE_ORDER.thenComparing(Comparator.reverseOrder());

    /** Best first, then by owner and name. */
    static final Comparator<Match> BEST_FIRST = Comparator.comparing(Match::rank, Comparator.reverseOrder())
            .thenComparing(Match::owner, ALPHABETICAL)
            .thenComparing(Match::name, ALPHABETICAL);
}
