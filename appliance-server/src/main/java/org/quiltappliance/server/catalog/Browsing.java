package org.quiltappliance.server.catalog;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.TreeIndex;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.errors.Quoted;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.packages.Installs;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.RevisionInfo;
import org.quiltappliance.server.packages.Revisions;
import org.quiltappliance.server.packages.Tag;
import org.quiltappliance.server.packages.Version;

/** A look into one revision of a package: what it is, its folders, its files. */
public final class Browsing {

    /** The stored part of a README ends here, in bytes. */
    private static final int README_BYTES = 655_360;

    private static final int MOST_METADATA_BYTES = 1 << 20;

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(200).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Database database;
    private final Revisions revisions;
    private final Installs installs;
    private final ObjectStore objects;
    private final TreeCache trees = TreeCache.forThisHeap();
    private final BrowsingStore store = new BrowsingStore();

    public Browsing(Database database, Revisions revisions, Installs installs, ObjectStore objects) {
        this.database = database;
        this.revisions = revisions;
        this.installs = installs;
        this.objects = objects;
    }

    /**
     * The revision of that name.
     *
     * @param revision see {@link Revisions#find}
     * @throws NotFound when there is no such package for this caller, or no such revision of it
     */
    public Look look(Caller caller, PackageName name, String revision) {
        return database.inTransaction(tx -> {
            var seen = revisions.see(tx, caller, name);
            return new Look(caller, name, seen, revisions.find(tx, seen.id(), name, revision));
        });
    }

    /** Notes that a person opened the page of a package, unless he did so within the last hour. */
    public void recordOpened(Look look) {
        installs.recordVisit(look.caller(), look.name(), look.revision());
    }

    /** Notes that a person took a file, a folder or all of it. */
    public void recordDownload(Look look, List<String> path) {
        installs.recordInstall(look.caller(), look.name(), look.revision(), path);
    }

    /** A README as far as it is stored. */
    public record Readme(Hash hash, String text, boolean truncated) {}

    /** What lists say of a revision. */
    public record Facts(RevisionInfo revision, long totalBytes, long files, List<String> tags, List<String> versions) {}

    /** What the page of a package shows around its parts. */
    public record Overview(
            Visibility visibility,
            boolean isPublic,
            boolean isTeam,
            Facts facts,
            Optional<Hash> latest,
            Optional<String> description,
            Optional<Readme> readme,
            Map<String, Long> fileTypes,
            List<Tag> tags,
            List<Version> versions,
            long pushes,
            long comments,
            long installs,
            long previews) {}

    public Overview overview(Look look) {
        return database.inTransaction(tx -> {
            long id = look.seen().id();
            var summary = revisions.summary(tx, look.revision());
            var tags = revisions.tags(tx, id);
            var versions = revisions.versions(tx, id);
            var readme = summary.readme()
                    .flatMap(hash -> revisions
                            .readme(tx, look.name().owner(), hash)
                            .map(text -> new Readme(
                                    hash, text, text.getBytes(StandardCharsets.UTF_8).length >= README_BYTES - 3)));
            var counts = store.eventCounts(tx, look.name().owner(), look.name().name());
            return new Overview(
                    Visibility.of(look.seen().isPublic(), look.seen().isTeam()),
                    look.seen().isPublic(),
                    look.seen().isTeam(),
                    facts(look.revision(), summary, tags, versions),
                    revisions.latest(tx, id).map(RevisionInfo::hash),
                    readme.flatMap(found -> FirstSentence.of(found.text())),
                    readme,
                    FileTypes.of(summary.fileTypes()),
                    tags,
                    versions,
                    summary.pushes(),
                    store.comments(
                            tx,
                            id,
                            look.caller().name().orElse(""),
                            look.caller().is(look.name().owner())),
                    counts.getOrDefault("INSTALL", 0L),
                    counts.getOrDefault("PREVIEW", 0L));
        });
    }

    /** What lists say of the revision looked at. */
    public Facts facts(Look look) {
        return database.inTransaction(tx -> facts(
                look.revision(),
                revisions.summary(tx, look.revision()),
                revisions.tags(tx, look.seen().id()),
                revisions.versions(tx, look.seen().id())));
    }

    private static Facts facts(
            RevisionInfo revision, Revisions.Summary summary, List<Tag> tags, List<Version> versions) {
        return new Facts(
                revision,
                summary.totalBytes(),
                FileTypes.total(summary.fileTypes()),
                tags.stream()
                        .filter(tag -> tag.hash().equals(revision.hash()))
                        .map(Tag::name)
                        .toList(),
                versions.stream()
                        .filter(version -> version.hash().equals(revision.hash()))
                        .map(version -> version.version().normalForm())
                        .toList());
    }

    /** A part of a list. @param next where the rest begins; nothing at the end */
    public record Page<T>(int total, List<T> lines, Optional<Integer> next) {
        static <T> Page<T> of(int total, int from, List<T> lines) {
            int end = from + lines.size();
            return new Page<>(total, lines, end < total && !lines.isEmpty() ? Optional.of(end) : Optional.empty());
        }
    }

    /** A folder with some of its children. */
    public record Folder(long bytes, int leaves, Page<Entry> entries) {}

    /**
     * The children of a folder.
     *
     * @param from how many to leave out
     * @throws NotFound when there is no folder at that path
     */
    public Folder folder(Look look, List<String> path, FolderSort.Order order, int from, int most) {
        var tree = tree(look);
        int node = node(tree, path);
        if (!tree.isGroup(node)) {
            throw new NotFound(Quoted.of(String.join("/", path)) + " is a file, not a folder.");
        }
        var children = order.sorted(tree, tree.children(node));
        var entries = Arrays.stream(children)
                .skip(from)
                .limit(most)
                .mapToObj(child -> Entry.of(tree, child))
                .toList();
        return new Folder(tree.bytes(node), tree.leaves(node), Page.of(children.length, from, entries));
    }

    /** A node whose path was looked for, and where the words stand in it. */
    public record Found(Entry entry, List<int[]> marks) {}

    /** What was found. @param total of all, shown or not */
    public record FoundPaths(int total, List<Found> best) {}

    /** The paths that hold all words of the query, best first. */
    public FoundPaths find(Look look, String query, int most) {
        var tree = tree(look);
        var search = new PathSearch(tree, query);
        return found(tree, search, search.run(most));
    }

    /** Which leaves are wanted. */
    public interface LeafTest {
        /** @param name of the file that it was @param parts how many objects it has */
        boolean test(TreeIndex.Kind kind, String name, int parts);
    }

    /** Those leaves whose path holds all words of the query, best first; in tree order when it has none. */
    public FoundPaths find(Look look, String query, LeafTest wanted, int most) {
        var tree = tree(look);
        var search = new PathSearch(tree, query);
        var result = search.run(
                most,
                node -> !tree.isGroup(node)
                        && wanted.test(
                                tree.kind(node),
                                tree.originalName(node).orElseGet(() -> tree.name(node)),
                                tree.objectCount(node)));
        return found(tree, search, result);
    }

    private static FoundPaths found(TreeIndex tree, PathSearch search, PathSearch.Result result) {
        return new FoundPaths(
                result.total(),
                result.nodes().stream()
                        .map(node -> Entry.of(tree, node))
                        .map(entry -> new Found(entry, search.marks(entry.path())))
                        .toList());
    }

    /** One of the objects of a leaf. @param bytes unpacked; negative when not known */
    public record Part(Hash hash, long bytes) {}

    /**
     * One node with all that is known of it.
     *
     * @param metadata what the client noted of a leaf, as JSON
     * @param userMetadata what the user noted, as JSON; nothing when it cannot be read
     * @param previous path of the sibling before
     */
    public record Detail(
            Entry entry,
            List<Part> parts,
            Optional<String> metadata,
            Optional<Hash> metadataHash,
            Optional<String> userMetadata,
            Optional<String> previous,
            Optional<String> next) {}

    /** What lists say of a node, without what has to be fetched for it. @throws NotFound when there is no such node */
    public Entry entry(Look look, List<String> path) {
        var tree = tree(look);
        return Entry.of(tree, node(tree, path));
    }

    /** @throws NotFound when there is no such node */
    public Detail detail(Look look, List<String> path) {
        var tree = tree(look);
        int node = node(tree, path);
        var siblings = node == TreeIndex.ROOT ? new int[0] : tree.children(tree.parent(node));
        int place = Arrays.binarySearch(siblings, node);
        var metadataHash = tree.metadata(node);
        return new Detail(
                Entry.of(tree, node),
                parts(tree, node),
                tree.isGroup(node) ? Optional.empty() : metadata(look, path),
                metadataHash,
                metadataHash.flatMap(hash -> userMetadata(look.name().owner(), hash)),
                place > 0 ? Optional.of(tree.path(siblings[place - 1])) : Optional.empty(),
                place >= 0 && place + 1 < siblings.length
                        ? Optional.of(tree.path(siblings[place + 1]))
                        : Optional.empty());
    }

    private static List<Part> parts(TreeIndex tree, int node) {
        var parts = new ArrayList<Part>();
        for (int i = 0; i < tree.objectCount(node); i++) {
            parts.add(new Part(tree.object(node, i), tree.objectBytes(node, i)));
        }
        return parts;
    }

    private Optional<String> metadata(Look look, List<String> path) {
        var stored = database.inTransaction(tx -> revisions.tree(tx, look.revision()));
        var found = new AtomicReference<Optional<String>>(Optional.empty());
        try {
            stored.forEachLeaf((leafPath, leaf, firstObject) -> {
                if (leafPath.equals(path)) {
                    found.set(Optional.of(leaf.metadata().json()));
                }
            });
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
        return found.get();
    }

    private Optional<String> userMetadata(String owner, Hash hash) {
        try (var content = objects.read(owner, hash).orElse(null)) {
            if (content == null) {
                return Optional.empty();
            }
            try (InputStream in = content.original()) {
                byte[] bytes = in.readNBytes(MOST_METADATA_BYTES + 1);
                return bytes.length > MOST_METADATA_BYTES ? Optional.empty() : json(bytes);
            }
        } catch (IOException unreadable) {
            throw new Unavailable("The metadata cannot be read now.", unreadable);
        }
    }

    /** As it can be put into another JSON text; nothing when it is no JSON. */
    private static Optional<String> json(byte[] bytes) throws IOException {
        try {
            JsonNode node = JSON.readTree(bytes);
            return node.isMissingNode() ? Optional.empty() : Optional.of(JSON.writeValueAsString(node));
        } catch (JacksonException noJson) {
            return Optional.empty();
        }
    }

    /** A leaf as it can be fetched. @param name a file name for it */
    public record File(TreeIndex.Kind kind, String name, String type, List<Part> parts) {}

    /** @throws NotFound when there is no leaf at that path */
    public File file(Look look, List<String> path) {
        var tree = tree(look);
        int node = node(tree, path);
        if (tree.isGroup(node)) {
            throw new NotFound(Quoted.of(String.join("/", path)) + " is a folder, not a file.");
        }
        return file(tree, node);
    }

    /** As {@link #file}, for a path of which nobody knows whether it is one. */
    public Optional<File> leaf(Look look, List<String> path) {
        var tree = tree(look);
        var node = tree.find(path);
        return node.isEmpty() || tree.isGroup(node.getAsInt())
                ? Optional.empty()
                : Optional.of(file(tree, node.getAsInt()));
    }

    static File file(TreeIndex tree, int node) {
        boolean table = tree.kind(node) == TreeIndex.Kind.TABLE;
        return new File(
                tree.kind(node), FileNames.of(tree, node), table ? ".parquet" : tree.type(node), parts(tree, node));
    }

    /**
     * Every leaf at and below a path, with the name it has in an archive of that.
     *
     * @throws NotFound when there is nothing at that path
     */
    public List<Packed> packed(Look look, List<String> path) {
        var tree = tree(look);
        return FileNames.packed(tree, node(tree, path));
    }

    /** One object of an archive. @param path from the top of the archive */
    public record Packed(String path, String type, Part part) {}

    TreeIndex tree(Look look) {
        return tree(look.revision());
    }

    TreeIndex tree(RevisionInfo revision) {
        return trees.get(revision, () -> database.inTransaction(tx -> revisions.index(tx, revision)));
    }

    boolean isAtHand(RevisionInfo revision) {
        return trees.has(revision);
    }

    static int node(TreeIndex tree, List<String> path) {
        return tree.find(path)
                .orElseThrow(
                        () -> new NotFound("There is no " + Quoted.of(String.join("/", path)) + " in this revision."));
    }
}
