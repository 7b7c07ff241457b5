package org.quiltappliance.server.lifecycle;

import java.time.Instant;
import java.util.Locale;

/**
 * A long task that is under way beside the registry ({@code control-panel.md} 5.1).
 *
 * @param id tells tasks of one process apart
 * @param detail what exactly is done now, for people
 * @param items how many rows or objects this part of the task has; negative when unknown
 * @param doneItems how many of these are done
 * @param bytes how many bytes this part has; negative when unknown
 * @param cancellable whether it can still be given up
 */
public record Activity(
        long id,
        Kind kind,
        String detail,
        long items,
        long doneItems,
        long bytes,
        long doneBytes,
        Instant since,
        boolean cancellable) {

    /** What is done. */
    public enum Kind {
        BACKUP,
        RESTORE,
        VERIFY,
        CLEANUP,
        CARRY_OVER,
        /** The data of an original registry are brought over. */
        IMPORT,
        ACCOUNTS,
        SECRETS,
        UPGRADE,
        MOVE,
        IMAGE_PULL,
        IMAGE_LOAD,
        /** Volumes and images of our containers are looked after. */
        CONTAINERS,
        /** What the button of a problem says. */
        FIX;

        /** As programs read it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** How much of this part is done, 0 to 1; -1 when unknown. */
    public double progress() {
        if (bytes > 0) {
            return Math.min(1, (double) doneBytes / bytes);
        }
        return items > 0 ? Math.min(1, (double) doneItems / items) : -1;
    }

    /** The same at another point. */
    public Activity at(String newDetail, long newItems, long newBytes) {
        return new Activity(id, kind, newDetail, newItems, 0, newBytes, 0, since, cancellable);
    }

    /** The same a bit further. */
    public Activity advanced(long moreItems, long moreBytes) {
        return new Activity(
                id, kind, detail, items, doneItems + moreItems, bytes, doneBytes + moreBytes, since, cancellable);
    }

    /** The same, past the point where it can be given up. */
    public Activity decided() {
        return new Activity(id, kind, detail, items, doneItems, bytes, doneBytes, since, false);
    }
}
