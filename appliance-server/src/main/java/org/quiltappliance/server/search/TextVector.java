package org.quiltappliance.server.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The words of a text with their positions and weights: what PostgreSQL calls a {@code tsvector}, made by the same
 * rules. Texts are added one behind the other; positions run on behind the last word kept.
 */
final class TextVector {

    /** What a word counts, the most valuable last. */
    enum Weight {
        D(0.1f),
        C(0.2f),
        B(0.4f),
        A(1.0f);

        private final float value;

        Weight(float value) {
            this.value = value;
        }

        float value() {
            return value;
        }
    }

    /** Where a word stands; positions count from 1 and stay at the last one there is. */
    record Place(int position, Weight weight) {}

    private static final int LAST_POSITION = 16_383;
    /** How many places of a word are kept, of one text and in all. */
    private static final int MOST_PLACES_OF_A_TEXT = 255;

    private static final int MOST_PLACES = 256;

    private final Map<String, List<Place>> places = new HashMap<>();
    private final EnglishWords english = new EnglishWords();
    private int end;

    static TextVector of(SearchText text) {
        return new TextVector()
                .add(text.path(), Weight.A)
                .add(text.ownerTokens(), Weight.B)
                .add(text.nameTokens(), Weight.B)
                .add(text.nodeNames(), Weight.C)
                .add(text.readme(), Weight.D);
    }

    TextVector add(String text, Weight weight) {
        var added = new Added(weight);
        TextParser.parse(text, added);
        end = Math.max(end, added.last);
        return this;
    }

    /** The words in no particular order, each with its places in order. */
    Map<String, List<Place>> places() {
        return places;
    }

    /** As PostgreSQL prints it. */
    @Override
    public String toString() {
        return new TreeMap<>(places)
                .entrySet().stream()
                        .map(word -> "'" + word.getKey() + "':"
                                + word.getValue().stream()
                                        .map(TextVector::print)
                                        .collect(Collectors.joining(",")))
                        .collect(Collectors.joining(" "));
    }

    private static String print(Place place) {
        return place.position()
                + (place.weight() == Weight.D ? "" : place.weight().name());
    }

    /** The words of one text on their way in. */
    private final class Added implements TextParser.Tokens {
        private final Weight weight;
        private final int before = end;
        private int position;
        private int last;

        Added(Weight weight) {
            this.weight = weight;
        }

        @Override
        public void token(String token, TextParser.Kind kind) {
            if (!EnglishWords.counts(token)) {
                return;
            }
            position = Math.min(position + 1, LAST_POSITION);
            String lexeme = english.lexeme(token, kind);
            if (lexeme != null) {
                put(lexeme, Math.min(before + position, LAST_POSITION));
            }
        }

        private void put(String lexeme, int at) {
            last = Math.max(last, at);
            List<Place> known = places.computeIfAbsent(lexeme, word -> new ArrayList<>(1));
            if (known.isEmpty() || !isFull(known)) {
                known.add(new Place(at, weight));
            }
        }

        private boolean isFull(List<Place> known) {
            return known.get(known.size() - 1).position() == LAST_POSITION
                    || known.size() >= MOST_PLACES
                    || known.size() >= MOST_PLACES_OF_A_TEXT
                            && known.get(known.size() - MOST_PLACES_OF_A_TEXT).position() > before;
        }
    }
}
