package org.quiltappliance.server.nodes;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of nodes. All times are the database's own: the clocks of the nodes may differ. */
final class NodeStore {

    Optional<String> markOf(Handle tx, String place) {
        return tx.createQuery("select key_mark from node where place = :place")
                .bind("place", place)
                .mapTo(String.class)
                .findOne();
    }

    /** @return false when somebody has just written the same place */
    boolean insert(Handle tx, String place, String mark) {
        return tx.createUpdate("""
                        insert into node (place, key_mark, last_seen) values (:place, :mark, current_timestamp)
                        on conflict do nothing
                        """).bind("place", place).bind("mark", mark).execute() == 1;
    }

    /** @return false when it is not in the table */
    boolean update(Handle tx, String place, String mark) {
        return tx.createUpdate("""
                        update node set key_mark = :mark, last_seen = current_timestamp where place = :place
                        """).bind("place", place).bind("mark", mark).execute() == 1;
    }

    /** Who said lately to live, and has another key. */
    List<String> strangers(Handle tx, String place, String mark) {
        return tx.createQuery("""
                        select place from node
                         where place <> :place and key_mark <> :mark
                           and last_seen > current_timestamp - interval '2' minute
                         order by place
                        """)
                .bind("place", place)
                .bind("mark", mark)
                .mapTo(String.class)
                .list();
    }

    /** Who else said lately to live. */
    List<String> others(Handle tx, String place) {
        return tx.createQuery("""
                        select place from node
                         where place <> :place and last_seen > current_timestamp - interval '2' minute
                         order by place
                        """).bind("place", place).mapTo(String.class).list();
    }

    void delete(Handle tx, String place) {
        tx.createUpdate("delete from node where place = :place")
                .bind("place", place)
                .execute();
    }

    void deleteLongGone(Handle tx) {
        tx.createUpdate("delete from node where last_seen < current_timestamp - interval '1' day")
                .execute();
    }
}
