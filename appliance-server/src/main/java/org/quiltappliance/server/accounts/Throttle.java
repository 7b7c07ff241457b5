package org.quiltappliance.server.accounts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.quiltappliance.server.errors.ApplianceException.TooMany;

/**
 * Slows down whoever guesses passwords or floods people with mail (defect D33). For each limit and key there is a
 * bucket of attempts that fills up again with time; an attempt takes one out, and an empty bucket refuses. A right
 * password costs nothing. In memory of this process; of each limit the {@value #MOST_KEYS} keys used last are kept.
 */
public final class Throttle {

    static final int MOST_KEYS = 10_000;

    /** What is limited: how many attempts at once, and the time after which one more is allowed. */
    enum Limit {
        /** Wrong passwords for one account from one address. */
        PASSWORD(20, Duration.ofSeconds(15)),
        /** Wrong passwords for any account from one address. */
        PASSWORDS_OF_CLIENT(200, Duration.ofSeconds(2)),
        /** Registrations from one address. */
        REGISTER(100, Duration.ofSeconds(10)),
        /** Reset mails to one e-mail address, known or not. */
        RESET(10, Duration.ofMinutes(5)),
        /** Reset mails asked for from one address. */
        RESETS_OF_CLIENT(100, Duration.ofSeconds(10)),
        /** One-time codes of one account. */
        CODE(100, Duration.ofSeconds(2));

        private final int atOnce;
        private final Duration oneMoreAfter;

        Limit(int atOnce, Duration oneMoreAfter) {
            this.atOnce = atOnce;
            this.oneMoreAfter = oneMoreAfter;
        }
    }

    private final Clock clock;
    private final Map<Limit, Buckets> buckets = new EnumMap<>(Limit.class);

    public Throttle(Clock clock) {
        this.clock = clock;
        for (Limit limit : Limit.values()) {
            buckets.put(limit, new Buckets());
        }
    }

    /** @throws TooMany saying how long to wait, when the bucket is empty */
    synchronized void take(Limit limit, String key) {
        Instant now = clock.instant();
        Bucket bucket = bucketsOf(limit).getOrDefault(key, new Bucket(limit.atOnce, now));
        Bucket filled = bucket.filled(limit, now);
        if (filled.attempts() == 0) {
            throw new TooMany(tooMany(Duration.between(now, filled.since().plus(limit.oneMoreAfter))));
        }
        bucketsOf(limit).put(key, filled.with(filled.attempts() - 1));
    }

    /** Undoes one {@link #take}. */
    synchronized void giveBack(Limit limit, String key) {
        Bucket bucket = bucketsOf(limit).get(key);
        if (bucket == null) {
            return;
        }
        if (bucket.attempts() + 1 >= limit.atOnce) {
            bucketsOf(limit).remove(key);
        } else {
            bucketsOf(limit).put(key, bucket.with(bucket.attempts() + 1));
        }
    }

    synchronized int keys(Limit limit) {
        return bucketsOf(limit).size();
    }

    private Buckets bucketsOf(Limit limit) {
        Buckets found = buckets.get(limit);
        if (found == null) {
            throw new IllegalStateException("No buckets for " + limit);
        }
        return found;
    }

    private static String tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return "Too many attempts. Wait " + (seconds == 1 ? "1 second" : seconds + " seconds") + " and try again.";
    }

    /** @param since the moment from which the next refill is counted */
    private record Bucket(int attempts, Instant since) {

        Bucket filled(Limit limit, Instant now) {
            long due = Math.max(0, Duration.between(since, now).dividedBy(limit.oneMoreAfter));
            if (attempts + due >= limit.atOnce) {
                return new Bucket(limit.atOnce, now);
            }
            return new Bucket(attempts + (int) due, since.plus(limit.oneMoreAfter.multipliedBy(due)));
        }

        Bucket with(int newAttempts) {
            return new Bucket(newAttempts, since);
        }
    }

    private static final class Buckets extends LinkedHashMap<String, Bucket> {

        Buckets() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    }
}
