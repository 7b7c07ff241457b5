package org.quiltappliance.server.quilt2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.objects.FolderObjectStore;
import org.quiltappliance.server.objects.ForeignObjects;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.testing.ObjectSamples;

class ObjectCopiesTest {

    private static final String OWNER = "alice";
    private static final int OBJECTS = 20;
    private static final int BYTES = 1000;

    @TempDir
    Path folder;

    private final Map<Hash, byte[]> originals = new HashMap<>();
    private final AtomicInteger busy = new AtomicInteger();
    private final AtomicInteger mostBusy = new AtomicInteger();
    private final List<Hash> came = new ArrayList<>();
    private final Map<Hash, String> lacking = new HashMap<>();
    private long movedBytes;
    private ObjectStore store;

    @BeforeEach
    void open() {
        for (int i = 0; i < OBJECTS; i++) {
            byte[] content = ObjectSamples.content(BYTES, i);
            originals.put(ObjectSamples.hashOf(content), content);
        }
        store = new FolderObjectStore(new StoreConfig.Folder(folder, false), 0);
        store.open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** What happens before an object is found. */
    private interface Before {
        void found(Hash hash) throws InterruptedException;
    }

    private ForeignObjects original(Before before) {
        return new ForeignObjects() {
            @Override
            public void prove() {}

            @Override
            public Optional<Found> open(String owner, Hash hash) throws InterruptedIOException {
                mostBusy.accumulateAndGet(busy.incrementAndGet(), Math::max);
                try {
                    before.found(hash);
                    return Optional.ofNullable(originals.get(hash))
                            .map(bytes -> new Found(ObjectEncoding.RAW, bytes.length, new ByteArrayInputStream(bytes)));
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException();
                } finally {
                    busy.decrementAndGet();
                }
            }

            @Override
            public void close() {}
        };
    }

    private class Heard implements ObjectCopies.Listener {
        private final Thread caller = Thread.currentThread();

        @Override
        public void moved(int bytes) {
            assertThat(Thread.currentThread()).isSameAs(caller);
            movedBytes += bytes;
        }

        @Override
        public void came(Hash hash, long storedBytes) {
            assertThat(Thread.currentThread()).isSameAs(caller);
            assertThat(storedBytes).isEqualTo(BYTES);
            came.add(hash);
        }

        @Override
        public void isLacking(Hash hash, String reason) {
            assertThat(Thread.currentThread()).isSameAs(caller);
            lacking.put(hash, reason);
        }
    }

    private void copy(Before before, ObjectCopies.Listener listener) {
        new ObjectCopies(original(before), store).run(OWNER, List.copyOf(originals.keySet()), listener);
    }

    @Test
    void someComeAtOnceButNeverMoreThanTheBound() {
        // Nobody goes on before so many have begun.
        var begun = new CountDownLatch(ObjectCopies.AT_ONCE);

        copy(
                hash -> {
                    begun.countDown();
                    begun.await();
                },
                new Heard());

        assertThat(mostBusy).hasValue(ObjectCopies.AT_ONCE);
        assertThat(came).containsExactlyInAnyOrderElementsOf(originals.keySet());
        assertThat(movedBytes).isEqualTo(OBJECTS * BYTES);
        assertThat(store.sizes(OWNER, originals.keySet())).hasSize(OBJECTS);
    }

    @Test
    void missingAndDamagedOnesKeepNoOthersBack() {
        var hashes = List.copyOf(originals.keySet());
        originals.put(hashes.get(3), ObjectSamples.content(BYTES, -1));
        var wanted = new ArrayList<>(hashes);
        originals.remove(hashes.get(5));

        new ObjectCopies(original(hash -> {}), store).run(OWNER, wanted, new Heard());

        assertThat(lacking)
                .isEqualTo(Map.of(
                        hashes.get(3), "it is damaged: its content does not have the hash.",
                        hashes.get(5), "it is missing."));
        assertThat(came).hasSize(OBJECTS - 2);
        assertThat(store.sizes(OWNER, hashes)).hasSize(OBJECTS - 2);
    }

    @Test
    void failureOfTheOriginalEndsAllAndLeavesNobodyBusy() {
        var first = new AtomicInteger();
        var others = new CountDownLatch(ObjectCopies.AT_ONCE - 1);
        var never = new CountDownLatch(1);

        assertThatThrownBy(() -> copy(
                        hash -> {
                            if (first.getAndIncrement() == 0) {
                                others.await();
                                throw new Unavailable("The bucket stopped answering.", new InterruptedIOException());
                            }
                            others.countDown();
                            never.await();
                        },
                        new Heard()))
                .isInstanceOf(Unavailable.class)
                .hasMessage("The bucket stopped answering.");

        assertThat(busy).hasValue(0);
        assertThat(first).hasValue(ObjectCopies.AT_ONCE);
        assertThat(lacking).isEmpty();
    }

    @Test
    void interruptedCallerEndsAllAndStaysInterrupted() {
        var number = new AtomicInteger();
        var never = new CountDownLatch(1);

        assertThatThrownBy(() -> copy(
                        hash -> {
                            if (number.getAndIncrement() > 0) {
                                never.await();
                            }
                        },
                        new Heard() {
                            @Override
                            public void came(Hash hash, long storedBytes) {
                                super.came(hash, storedBytes);
                                Thread.currentThread().interrupt();
                            }
                        }))
                .isInstanceOf(CancellationException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(busy).hasValue(0);
        assertThat(came).hasSize(1);
        assertThat(lacking).isEmpty();
    }
}
