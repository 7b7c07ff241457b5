package org.quiltappliance.server.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PayloadAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.quiltappliance.server.search.TextVector.Place;
import org.quiltappliance.server.search.TextVector.Weight;

/** A Lucene index in memory: one document for each package, with its words, their positions and their weights. */
final class WordDocuments implements AutoCloseable {

    private static final String ID = "id";
    private static final String WORDS = "words";
    private static final FieldType WORDS_TYPE = wordsType();
    private static final Weight[] WEIGHTS = Weight.values();

    private final IndexWriter writer;
    private final SearcherManager searchers;

    WordDocuments() {
        try {
            writer = new IndexWriter(new ByteBuffersDirectory(), new IndexWriterConfig(new KeywordAnalyzer()));
            searchers = new SearcherManager(writer, null);
        } catch (IOException failed) {
            throw inMemory(failed);
        }
    }

    private static FieldType wordsType() {
        var type = new FieldType();
        type.setTokenized(true);
        type.setOmitNorms(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        type.freeze();
        return type;
    }

    /** Puts the package in the place of what was known of it. */
    void put(long packageId, TextVector vector) {
        var document = new Document();
        document.add(new StringField(ID, Long.toString(packageId), Field.Store.NO));
        document.add(new NumericDocValuesField(ID, packageId));
        document.add(new Field(WORDS, new PlacedWords(vector), WORDS_TYPE));
        try {
            writer.updateDocument(new Term(ID, Long.toString(packageId)), document);
        } catch (IOException failed) {
            throw inMemory(failed);
        }
    }

    void remove(long packageId) {
        try {
            writer.deleteDocuments(new Term(ID, Long.toString(packageId)));
        } catch (IOException failed) {
            throw inMemory(failed);
        }
    }

    void clear() {
        try {
            writer.deleteAll();
        } catch (IOException failed) {
            throw inMemory(failed);
        }
    }

    /**
     * The packages that hold all words, each with its rank; sees everything put before.
     *
     * @param words at least one
     */
    Map<Long, Float> ranks(Set<String> words) {
        try {
            searchers.maybeRefreshBlocking();
            IndexSearcher searcher = searchers.acquire();
            try {
                var ranks = new HashMap<Long, Float>();
                for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                    rank(leaf.reader(), words, ranks);
                }
                return ranks;
            } finally {
                searchers.release(searcher);
            }
        } catch (IOException failed) {
            throw inMemory(failed);
        }
    }

    private static void rank(LeafReader reader, Set<String> words, Map<Long, Float> ranks) throws IOException {
        var lists = new ArrayList<PostingsEnum>();
        for (String word : words) {
            PostingsEnum list = reader.postings(new Term(WORDS, word), PostingsEnum.PAYLOADS);
            if (list == null) {
                return;
            }
            lists.add(list);
        }
        NumericDocValues ids = reader.getNumericDocValues(ID);
        for (int at = next(lists, 0); at != DocIdSetIterator.NO_MORE_DOCS; at = next(lists, at + 1)) {
            boolean deleted =
                    reader.getLiveDocs() != null && !reader.getLiveDocs().get(at);
            if (!deleted && ids.advanceExact(at)) {
                ranks.put(ids.longValue(), CoverDensity.rank(places(lists)));
            }
        }
    }

    /** The first document from here on that is in all lists, which then stand on it. */
    private static int next(List<PostingsEnum> lists, int from) throws IOException {
        int wanted = from;
        int agreeing = 0;
        while (agreeing < lists.size() && wanted != DocIdSetIterator.NO_MORE_DOCS) {
            agreeing = 0;
            for (PostingsEnum list : lists) {
                int at = list.docID() < wanted ? list.advance(wanted) : list.docID();
                agreeing += at == wanted ? 1 : 0;
                wanted = at;
            }
        }
        return wanted;
    }

    private static List<List<Place>> places(List<PostingsEnum> lists) throws IOException {
        var all = new ArrayList<List<Place>>(lists.size());
        for (PostingsEnum list : lists) {
            var places = new ArrayList<Place>(list.freq());
            for (int i = 0; i < list.freq(); i++) {
                int position = list.nextPosition();
                BytesRef weight = list.getPayload();
                places.add(new Place(position, WEIGHTS[weight.bytes[weight.offset]]));
            }
            all.add(places);
        }
        return all;
    }

    private static UncheckedIOException inMemory(IOException failed) {
        return new UncheckedIOException("The search index in memory failed.", failed);
    }

    @Override
    public void close() {
        try {
            searchers.close();
            writer.close();
        } catch (IOException failed) {
            throw inMemory(failed);
        }
    }

    /** Hands the words to Lucene in the order of their positions. */
    private static final class PlacedWords extends TokenStream {

        private record PlacedWord(String word, Place place) {}

        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
        private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
        private final PayloadAttribute payload = addAttribute(PayloadAttribute.class);
        private final List<PlacedWord> words = new ArrayList<>();
        private Iterator<PlacedWord> rest;
        /** Lucene counts positions from 0 and starts before the first; ours start with 1. */
        private int last = -1;

        PlacedWords(TextVector vector) {
            vector.places().forEach((word, places) -> places.forEach(place -> words.add(new PlacedWord(word, place))));
            words.sort(Comparator.comparingInt(word -> word.place().position()));
            rest = words.iterator();
        }

        @Override
        public void reset() throws IOException {
            super.reset();
            rest = words.iterator();
            last = -1;
        }

        @Override
        public boolean incrementToken() {
            clearAttributes();
            if (!rest.hasNext()) {
                return false;
            }
            PlacedWord next = rest.next();
            term.append(next.word());
            step.setPositionIncrement(next.place().position() - last);
            payload.setPayload(
                    new BytesRef(new byte[] {(byte) next.place().weight().ordinal()}));
            last = next.place().position();
            return true;
        }
    }
}
