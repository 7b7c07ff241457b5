package org.quiltappliance.server.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.ObjectSamples;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Tree;

/**
 * Somebody who pushes packages and parts of packages, tags, names versions and deletes, step by step as the real client
 * does, and writes everything into the journal. Works until the registry is gone; the next time he first does again what
 * he got no answer for, as people do.
 */
final class Pusher {

    private static final int MOST_PACKAGES = 5;
    private static final int MOST_LARGE_PUSHES = 1;
    private static final int SMALL = 20_000;
    private static final int LARGE = 400_000;

    /** The registry did not answer, or said to come back later. */
    private static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1;

        Away(String message) {
            super(message);
        }

        Away(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Something that is asked of the registry, as often as need be. */
    private interface Request {
        void send(RegistryClient api);
    }

    /**
     * What no answer came for.
     *
     * @param isDone whether it turned out to have happened, and must not be asked again
     */
    private record Unfinished(Request request, BooleanSupplier isDone) {}

    private final int number;
    private final String owner;
    private final Random random;
    private final Journal journal;
    private final Tally tally;
    private final List<PackageRecord> packages = new ArrayList<>();
    private int largePushes;
    private Optional<Unfinished> unfinished = Optional.empty();

    Pusher(int number, String owner, Random random, Journal journal, Tally tally) {
        this.number = number;
        this.owner = owner;
        this.random = random;
        this.journal = journal;
        this.tally = tally;
    }

    String owner() {
        return owner;
    }

    /**
     * Goes on until told to end, or until the registry is away.
     *
     * @return whether the registry went away
     */
    boolean work(RegistryClient api, BooleanSupplier ended) {
        try {
            repeatUnfinished(api);
            while (!ended.getAsBoolean()) {
                next(api);
            }
            return false;
        } catch (Away away) {
            return true;
        }
    }

    private void repeatUnfinished(RegistryClient api) {
        if (unfinished.isPresent()) {
            var again = unfinished.get();
            if (!again.isDone().getAsBoolean()) {
                again.request().send(api);
                tally.add("repeated and acknowledged");
            }
            unfinished = Optional.empty();
        }
    }

    private void next(RegistryClient api) {
        int dice = random.nextInt(100);
        if (dice < 20) {
            pushShared(api);
        } else if (packages.isEmpty() || dice < 27 && packages.size() < MOST_PACKAGES) {
            pushWhole(api, opened());
        } else if (dice < 50
                && largePushes < MOST_LARGE_PUSHES
                && !journal.planted(owner).isEmpty()) {
            pushLarge(api);
        } else {
            change(api, packages.get(random.nextInt(packages.size())), dice);
        }
    }

    private void change(RegistryClient api, PackageRecord record, int dice) {
        var state = record.state();
        if (!state.isThere() || dice < 50) {
            pushWhole(api, record);
        } else if (dice < 72) {
            pushPath(api, record);
        } else if (dice < 80) {
            setTag(api, record, "t" + random.nextInt(3), anyOf(List.copyOf(state.revisions())));
        } else if (dice < 84 && state.tags().size() > 1) {
            deleteTag(api, record);
        } else if (dice < 92) {
            addVersion(api, record);
        } else if (dice < 95) {
            attempt(
                    api,
                    "delete",
                    record,
                    PackageState.NOTHING,
                    false,
                    to -> acknowledged(() -> to.delete(record.pkg().all("package"))));
        }
    }

    /** As {@code push}: the tree, then the tag. */
    private void pushWhole(RegistryClient api, PackageRecord record) {
        pushWhole(api, record, latest(record).copy());
    }

    /** A package with so many objects that they are not all put into rows before the answer. */
    private void pushLarge(RegistryClient api) {
        largePushes++;
        var tree = Tree.empty();
        int place = 0;
        for (var content : journal.planted(owner).values()) {
            tree.file("many/o" + place++, content);
        }
        pushWhole(api, opened(), tree);
    }

    private PackageRecord opened() {
        var record = journal.open(new Pkg(owner, "p" + number + "_" + packages.size()));
        packages.add(record);
        return record;
    }

    private void pushWhole(RegistryClient api, PackageRecord record, Tree tree) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            tree.file("f" + random.nextInt(8), content());
        }
        if (random.nextInt(5) == 0) {
            tree.file("README", "# " + record.pkg() + "\n\nThe text number " + random.nextInt() + ".\n");
        }
        remember(tree);
        var after = record.state().withRevision(tree.hash());
        attempt(
                api,
                "push",
                record,
                after,
                true,
                to -> transfer(to, "PUT", record.pkg().one("package", tree.hash()), tree));
        setTag(api, record, PackageState.LATEST, tree.hash());
    }

    /** As {@code push OWNER/NAME/PATH}. */
    private void pushPath(RegistryClient api, PackageRecord record) {
        String path = random.nextBoolean() ? "f" + random.nextInt(8) : "group/g" + random.nextInt(4);
        var whole = latest(record).copy().file(path, content());
        remember(whole);
        String hash = whole.hash();
        var after = record.state().withRevision(hash).withTag(PackageState.LATEST, hash);
        attempt(api, "push of a part", record, after, true, to -> {
            var answer = transfer(to, "POST", record.pkg().all("package_update") + path, whole.at(path));
            requireEqual(hash, answer.path("package_hash").textValue());
        });
    }

    private void setTag(RegistryClient api, PackageRecord record, String tag, String hash) {
        attempt(
                api,
                "tag",
                record,
                record.state().withTag(tag, hash),
                true,
                to -> acknowledged(() -> to.put(record.pkg().one("tag", tag), Map.of("hash", hash))));
    }

    private void deleteTag(RegistryClient api, PackageRecord record) {
        String tag = anyOf(record.state().tags().keySet().stream()
                .filter(name -> !name.equals(PackageState.LATEST))
                .toList());
        attempt(
                api,
                "tag",
                record,
                record.state().withoutTag(tag),
                false,
                to -> acknowledged(() -> to.delete(record.pkg().one("tag", tag))));
    }

    private void addVersion(RegistryClient api, PackageRecord record) {
        String version = "1." + record.state().versions().size();
        String hash = anyOf(List.copyOf(record.state().revisions()));
        attempt(
                api,
                "version",
                record,
                record.state().withVersion(version, hash),
                false,
                to -> acknowledged(() -> to.put(record.pkg().one("version", version), Map.of("hash", hash))));
    }

    /** Into the package that all with this account push into, each to a path of his own. */
    private void pushShared(RegistryClient api) {
        String path = "w" + number;
        var tree = Tree.empty().file(path, content());
        var shared = journal.shared(owner);
        journal.offers(shared.pkg().owner(), tree.objectHashes());
        Request request = to -> {
            shared.tries(path, tree.objectAt(path));
            var answer = transfer(to, "POST", shared.pkg().all("package_update") + path, tree.at(path));
            shared.acknowledged(path, answer.path("package_hash").textValue());
            tally.add("acknowledged: push of a part");
        };
        send(api, request, () -> false);
    }

    private void attempt(
            RegistryClient api,
            String what,
            PackageRecord record,
            PackageState after,
            boolean repeatable,
            Request request) {
        Request whole = to -> {
            record.tries(after);
            request.send(to);
            record.acknowledged();
            tally.add("acknowledged: " + what);
        };
        send(api, whole, () -> !repeatable && record.state().equals(after));
    }

    private void send(RegistryClient api, Request request, BooleanSupplier isDone) {
        unfinished = Optional.of(new Unfinished(request, isDone));
        request.send(api);
        unfinished = Optional.empty();
    }

    /** Dry run, uploads of what is missing, and the push itself. @return its answer */
    private JsonNode transfer(RegistryClient api, String method, String path, Tree tree) {
        var packing = api.gzipping();
        var dry = acknowledged(() -> packing.send(method, path, tree.dryRun().toString()));
        tree.objects()
                .forEach((hash, content) -> upload(api, dry.path("upload_urls").path(hash), hash, content));
        return acknowledged(() -> packing.send(method, path, tree.finalPush().toString()));
    }

    private void upload(RegistryClient api, JsonNode urls, String hash, byte[] content) {
        var head = asked(() -> api.object("HEAD", urls.path("head").textValue(), new byte[0], Map.of()));
        if (head.status() == 200) {
            return;
        }
        if (head.status() != 404) {
            refuse(head);
        }
        boolean packed = hash.charAt(0) < '4';
        var put = asked(() -> api.object(
                "PUT",
                urls.path("put").textValue(),
                packed ? ObjectSamples.gzip(content) : content,
                packed ? Map.of("Content-Encoding", "gzip") : Map.of()));
        if (put.status() != 200) {
            refuse(put);
        }
        tally.add("acknowledged: upload of an object");
    }

    private JsonNode acknowledged(Supplier<Answer> request) {
        var answer = asked(request);
        if (answer.status() != 200) {
            refuse(answer);
        }
        return answer.json();
    }

    private Answer asked(Supplier<Answer> request) {
        try {
            return request.get();
        } catch (UncheckedIOException broken) {
            tally.add("without an answer");
            throw new Away(String.valueOf(broken.getMessage()), broken);
        }
    }

    private void refuse(Answer answer) {
        boolean saysWhen = answer.header("Retry-After").isPresent();
        if (answer.status() == 503 && saysWhen && saysWhy(answer)) {
            tally.add("answered 503 with a message");
            throw new Away(answer.toString());
        }
        throw new AssertionError("Unexpected: " + answer);
    }

    /** In JSON, or as plain text where objects are; not at all after HEAD. */
    private static boolean saysWhy(Answer answer) {
        if (answer.asked().startsWith("HEAD ")) {
            return true;
        }
        boolean isObject = answer.asked().contains("/objects/");
        return !(isObject ? answer.text() : answer.message()).isBlank();
    }

    private Tree latest(PackageRecord record) {
        return Optional.ofNullable(record.state().tags().get(PackageState.LATEST))
                .flatMap(journal::tree)
                .orElseGet(Tree::empty);
    }

    private void remember(Tree tree) {
        journal.remember(tree);
        journal.offers(owner, tree.objectHashes());
    }

    private byte[] content() {
        int bytes = random.nextInt(12) == 0 ? random.nextInt(LARGE) : random.nextInt(SMALL);
        return ObjectSamples.content(bytes, random.nextLong());
    }

    private String anyOf(List<String> items) {
        return items.get(random.nextInt(items.size()));
    }

    private static void requireEqual(String expected, String actual) {
        if (!expected.equals(actual)) {
            throw new AssertionError("The push came to " + actual + " instead of " + expected);
        }
    }
}
