package org.quiltappliance.server.nodes;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process among those that share its database. Tokens and links that one node signs must be good at all others, so
 * a node with another secret key than those that live is refused. A key may change while all others are down.
 */
public final class Nodes {

    private static final Logger log = LoggerFactory.getLogger(Nodes.class);

    /** Between two {@link #sayAlive()}; a node that is silent for two minutes counts as gone. */
    public static final Duration BEAT = Duration.ofSeconds(30);

    private static final int LONGEST_PLACE = 600;

    private final Database database;
    private final String mark;
    private final String place;
    private final NodeStore store = new NodeStore();

    /** @param home tells nodes on one computer apart */
    public Nodes(Database database, Secret secretKey, Path home) {
        this.database = database;
        this.mark = new KeyMark(secretKey).ofKey();
        String all = computer() + " " + home;
        this.place = all.substring(0, Math.min(all.length(), LONGEST_PLACE));
    }

    private static String computer() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** @throws DifferentKey when nodes that live have another secret key; this one is not among them then */
    public void join() {
        // Written before the look, so that of two with different keys at least one sees the other.
        boolean changed = database.inRepeatedTransaction(tx -> {
            store.deleteLongGone(tx);
            boolean other = store.markOf(tx, place)
                    .filter(before -> !before.equals(mark))
                    .isPresent();
            if (!store.update(tx, place, mark) && !store.insert(tx, place, mark)) {
                store.update(tx, place, mark);
            }
            return other;
        });
        var strangers = database.inTransaction(tx -> store.strangers(tx, place, mark));
        if (!strangers.isEmpty()) {
            leave();
            throw new DifferentKey(strangers);
        }
        if (changed) {
            log.warn("The secret key was changed: everybody must sign in again, and links sent before are void.");
        }
    }

    /** Where other nodes run that said lately to live. */
    public List<String> others() {
        return database.inTransaction(tx -> store.others(tx, place));
    }

    /** To be called every {@link #BEAT}. */
    public void sayAlive() {
        database.useTransaction(tx -> {
            if (!store.update(tx, place, mark)) {
                store.insert(tx, place, mark);
            }
        });
    }

    public void leave() {
        database.useTransaction(tx -> store.delete(tx, place));
    }
}
