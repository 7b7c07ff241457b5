package org.quiltappliance.server.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.catalog.ListsStore.Row;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.Packages;
import org.quiltappliance.server.packages.Sight;
import org.quiltappliance.server.search.QueryWords;
import org.quiltappliance.server.search.Search;

/** Packages in lists: the home page, search with filters, and suggestions while somebody types. */
public final class PackageLists {

    /** How many hits a page of search has. */
    public static final int PAGE = 20;

    private static final int MOST_SUGGESTED = 8;
    private static final int MOST_OWNERS = 4;
    private static final int MOST_FACET_VALUES = 50;
    private static final int SNIPPET = 240;

    /** In Markdown. */
    private static final Pattern PICTURE = Pattern.compile("!\\[[^\\]\\n]{0,200}]\\([^)\\n]{0,1000}\\)");

    private static final Pattern LINK = Pattern.compile("\\[([^\\]\\n]{0,200})]\\([^)\\n]{0,1000}\\)");

    private final Database database;
    private final Access access;
    private final Packages packages;
    private final Search search;
    private final ListsStore store = new ListsStore();

    public PackageLists(Database database, Access access, Packages packages, Search search) {
        this.database = database;
        this.access = access;
        this.packages = packages;
        this.search = search;
    }

    /** A package in short. What depends on its latest revision is absent where there is none. */
    public record Card(
            String owner,
            String name,
            Visibility visibility,
            Optional<String> description,
            Optional<Instant> updatedAt,
            Optional<String> updatedBy,
            Optional<Long> bytes,
            Optional<Long> files) {}

    /** What the home page shows, and of how many. @param opened in the order in which they were asked for */
    public record Home(
            List<Card> opened,
            List<Card> recent,
            List<Card> own,
            List<Card> shared,
            long recentTotal,
            int ownTotal,
            int sharedTotal) {}

    /**
     * Accepts the invitations sent to the caller's address, as {@link Packages#profile} does.
     *
     * @param opened packages that he says to have opened; those that he may not see are as those that there are not
     */
    public Home home(Caller caller, int most, List<PackageName> opened) {
        if (caller instanceof Caller.Account account) {
            packages.profile(account);
        }
        var sight = Sight.of(caller, access);
        return database.inTransaction(tx -> {
            var again = store.named(tx, sight, opened);
            var recent = store.recent(tx, sight, most);
            var naming = sight.own().isEmpty() ? List.<Row>of() : store.naming(tx, sight);
            var own = naming.stream().filter(row -> caller.is(row.owner())).toList();
            var shared = naming.stream().filter(row -> !caller.is(row.owner())).toList();
            var shown = Stream.of(again, recent, first(own, most), first(shared, most))
                    .flatMap(List::stream)
                    .map(Row::id)
                    .distinct()
                    .toList();
            var readmes = store.readmes(tx, shown);
            return new Home(
                    cards(again, readmes),
                    cards(recent, readmes),
                    cards(first(own, most), readmes),
                    cards(first(shared, most), readmes),
                    store.visible(tx, sight),
                    own.size(),
                    shared.size());
        });
    }

    private static <T> List<T> first(List<T> list, int most) {
        return list.subList(0, Math.min(most, list.size()));
    }

    private static List<Card> cards(List<Row> rows, Map<Long, String> readmes) {
        return rows.stream()
                .map(row -> new Card(
                        row.owner(),
                        row.name(),
                        Visibility.of(row.isPublic(), row.isTeam()),
                        Optional.ofNullable(readmes.get(row.id())).flatMap(FirstSentence::of),
                        Optional.ofNullable(row.updatedAt()),
                        Optional.ofNullable(row.updatedBy()),
                        row.updatedAt() == null ? Optional.empty() : Optional.of(row.totalBytes()),
                        Optional.ofNullable(row.fileTypes()).map(FileTypes::total)))
                .toList();
    }

    /** In which order hits come. */
    public enum Order {
        RELEVANCE,
        NAME,
        UPDATED,
        SIZE
    }

    /** What is looked for; empty texts and absent values filter nothing. @param page from 1 */
    public record Wanted(
            String query,
            String owner,
            String visibility,
            String tag,
            String type,
            Optional<Instant> since,
            Order order,
            int page) {}

    /** What a README says around the words. */
    public record Snippet(String text, List<int[]> marks) {}

    /** A package that was found. */
    public record Hit(
            String owner,
            String name,
            Visibility visibility,
            Instant updatedAt,
            String updatedBy,
            long bytes,
            long files,
            List<String> tags,
            double rank,
            List<int[]> ownerMarks,
            List<int[]> nameMarks,
            Optional<Snippet> snippet) {}

    /** How many packages have a value. */
    public record Count(String value, long count) {}

    /** One page of what was found, and how all of it is spread. */
    public record Results(
            int total,
            int page,
            int pages,
            List<Hit> hits,
            List<Count> owners,
            List<Count> visibilities,
            List<Count> tags,
            List<Count> types) {}

    /** One package that holds the words, with all that filters look at. */
    private record Candidate(Row row, double rank, List<String> tags, Set<String> types) {
        String visibility() {
            return Visibility.of(row.isPublic(), row.isTeam()).word();
        }

        Instant updated() {
            return row.updatedAt() == null ? Instant.EPOCH : row.updatedAt();
        }
    }

    /** The packages with a tag {@code latest} that hold all words and pass all filters. */
    public Results search(Caller caller, Wanted wanted) {
        var sight = Sight.of(caller, access);
        var ranked = search.rank(wanted.query(), sight.grantees());
        var ids = ranked.stream().map(Search.Ranked::packageId).toList();
        return database.inTransaction(tx -> {
            var rows = store.packages(tx, sight, ids);
            var tags = store.tags(tx, ids);
            var candidates = ranked.stream()
                    .filter(found -> rows.containsKey(found.packageId()))
                    .map(found -> candidate(rows.get(found.packageId()), found.rank(), tags))
                    .filter(one -> wanted.since()
                            .map(since -> !one.updated().isBefore(since))
                            .orElse(true))
                    .toList();
            var hits = candidates.stream()
                    .filter(one -> fits(one, wanted, ""))
                    .sorted(order(wanted.order()))
                    .toList();
            int pages = Math.max(1, (hits.size() + PAGE - 1) / PAGE);
            var page =
                    hits.stream().skip((wanted.page() - 1L) * PAGE).limit(PAGE).toList();
            var readmes =
                    store.readmes(tx, page.stream().map(one -> one.row().id()).toList());
            var words = new QueryWords(wanted.query());
            return new Results(
                    hits.size(),
                    wanted.page(),
                    pages,
                    page.stream()
                            .map(one -> hit(one, words, readmes.get(one.row().id())))
                            .toList(),
                    facet(
                            candidates,
                            wanted,
                            "owner",
                            one -> Stream.of(one.row().owner())),
                    facet(candidates, wanted, "visibility", one -> Stream.of(one.visibility())),
                    facet(candidates, wanted, "tag", one -> one.tags().stream()),
                    facet(candidates, wanted, "type", one -> one.types().stream()));
        });
    }

    private static Candidate candidate(Row row, double rank, Map<Long, List<String>> tags) {
        return new Candidate(
                row,
                rank,
                tags.getOrDefault(row.id(), List.of()),
                row.fileTypes() == null
                        ? Set.of()
                        : FileTypes.of(row.fileTypes()).keySet());
    }

    /** @param except the filter to leave out: what else could be chosen there is what its facet counts */
    private static boolean fits(Candidate one, Wanted wanted, String except) {
        return (except.equals("owner")
                        || wanted.owner().isEmpty()
                        || one.row().owner().equals(wanted.owner()))
                && (except.equals("visibility")
                        || wanted.visibility().isEmpty()
                        || one.visibility().equals(wanted.visibility()))
                && (except.equals("tag") || wanted.tag().isEmpty() || one.tags().contains(wanted.tag()))
                && (except.equals("type")
                        || wanted.type().isEmpty()
                        || one.types().contains(wanted.type()));
    }

    private static List<Count> facet(
            List<Candidate> candidates, Wanted wanted, String name, Function<Candidate, Stream<String>> values) {
        Map<String, Long> counts = new HashMap<>();
        candidates.stream()
                .filter(one -> fits(one, wanted, name))
                .flatMap(values)
                .forEach(value -> counts.merge(value, 1L, Long::sum));
        return counts.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::value))
                .limit(MOST_FACET_VALUES)
                .toList();
    }

    /** The candidates come best first, then by name; sorting is stable. */
    private static Comparator<Candidate> order(Order order) {
        return switch (order) {
            case RELEVANCE -> (one, other) -> 0;
            case NAME ->
                Comparator.comparing((Candidate one) -> one.row().name(), String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(one -> one.row().owner());
            case UPDATED -> Comparator.comparing(Candidate::updated).reversed();
            case SIZE ->
                Comparator.comparingLong((Candidate one) -> one.row().totalBytes())
                        .reversed();
        };
    }

    private static Hit hit(Candidate one, QueryWords words, @org.jspecify.annotations.Nullable String readme) {
        var row = one.row();
        return new Hit(
                row.owner(),
                row.name(),
                Visibility.of(row.isPublic(), row.isTeam()),
                one.updated(),
                Optional.ofNullable(row.updatedBy()).orElse(""),
                row.totalBytes(),
                Optional.ofNullable(row.fileTypes()).map(FileTypes::total).orElse(0L),
                one.tags(),
                one.rank(),
                words.marks(row.owner()),
                words.marks(row.name()),
                Optional.ofNullable(readme).map(text -> snippet(text, words)));
    }

    /** Around the first word that is found, in one line; else the beginning. */
    private static Snippet snippet(String readme, QueryWords words) {
        String line = LINK.matcher(PICTURE.matcher(readme).replaceAll(" "))
                .replaceAll("$1")
                .replaceAll("[#*`>|\\s]+", " ")
                .strip();
        var marks = words.marks(line);
        int from =
                marks.isEmpty() || marks.get(0)[0] < SNIPPET / 2 ? 0 : line.lastIndexOf(' ', marks.get(0)[0] - 60) + 1;
        int to = Math.min(line.length(), from + SNIPPET);
        if (to < line.length()) {
            int blank = line.lastIndexOf(' ', to);
            to = blank > from ? blank : Character.isHighSurrogate(line.charAt(to - 1)) ? to - 1 : to;
        }
        String before = from > 0 ? "… " : "";
        String text = before + line.substring(from, to) + (to < line.length() ? " …" : "");
        var shown = new ArrayList<int[]>();
        for (int[] mark : marks) {
            if (mark[0] >= from && mark[1] <= to) {
                shown.add(new int[] {mark[0] - from + before.length(), mark[1] - from + before.length()});
            }
        }
        return new Snippet(text, shown);
    }

    /** Packages and owners for a text that is being typed. */
    public record Suggestions(List<Card> packages, List<String> owners) {}

    public Suggestions suggest(Caller caller, String text) {
        var sight = Sight.of(caller, access);
        String wanted = text.strip();
        return database.inTransaction(tx -> new Suggestions(
                cards(store.suggest(tx, sight, wanted, MOST_SUGGESTED), Map.of()),
                store.owners(tx, sight, wanted, MOST_OWNERS)));
    }

    /** Names of people with whom something can be shared. */
    public List<String> people(String text) {
        return database.inTransaction(tx -> store.people(tx, text.strip(), MOST_SUGGESTED));
    }
}
