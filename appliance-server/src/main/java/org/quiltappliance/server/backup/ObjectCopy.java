package org.quiltappliance.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.quiltappliance.server.backup.BackupProgress.Phase;
import org.quiltappliance.server.backup.ObjectProblem.What;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.objects.ObjectStore;

/** Brings objects into a store and reads them again there. */
final class ObjectCopy {

    private static final int MOST_NAMED = 10;

    private final ObjectStore target;
    private final Work work;
    private final ProblemList problems = new ProblemList();
    private long objects;
    private long bytes;

    /** Where contents come from. */
    interface Source {
        /** Nothing when it is not there. */
        Optional<Incoming> open(String owner, Hash hash);
    }

    /** One object on its way. */
    interface Incoming extends AutoCloseable {
        ObjectEncoding encoding();

        /** How many bytes will come. */
        long length();

        InputStream stream() throws IOException;

        @Override
        void close();

        /** A whole stream, to be closed. */
        static Incoming of(ObjectEncoding encoding, long length, InputStream stream) {
            return new Incoming() {
                @Override
                public ObjectEncoding encoding() {
                    return encoding;
                }

                @Override
                public long length() {
                    return length;
                }

                @Override
                public InputStream stream() {
                    return stream;
                }

                @Override
                public void close() {
                    try {
                        stream.close();
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                }
            };
        }
    }

    ObjectCopy(ObjectStore target, Work work) {
        this.target = target;
        this.work = work;
    }

    /** Copies all that are wanted, then reads all that were copied. */
    void run(WantedObjects wanted, Source source) {
        target.requireSpace(wanted.bytes());
        work.begin(Phase.OBJECTS, wanted.count(), wanted.bytes());
        var came = new WantedObjects();
        wanted.forEach((owner, hash, size) -> {
            var problem = copy(owner, hash, source);
            problem.ifPresentOrElse(what -> problems.add(owner, hash, what), () -> came.add(owner, hash, size));
            work.advance(1, 0);
        });
        work.begin(Phase.VERIFY, came.count(), came.bytes());
        came.forEach((owner, hash, size) -> {
            if (!Place.isRight(target, owner, hash, work)) {
                throw new Unavailable("The object store did not keep the object " + owner + "/" + hash
                        + " as it came. Check its disk, and try again.");
            }
            work.advance(1, 0);
        });
        objects = came.count();
    }

    /** Only looks whether all that are wanted are there already. */
    void look(WantedObjects wanted) {
        work.begin(Phase.VERIFY, wanted.count(), 0);
        wanted.forEach((owner, hash, size) -> {
            if (target.find(owner, hash).isEmpty()) {
                problems.add(owner, hash, What.MISSING);
            } else {
                objects++;
            }
            work.advance(1, 0);
        });
    }

    private Optional<What> copy(String owner, Hash hash, Source source) {
        var found = source.open(owner, hash);
        if (found.isEmpty()) {
            return Optional.of(What.MISSING);
        }
        try (var incoming = found.get();
                var upload = target.upload(owner, hash, incoming.encoding(), incoming.length());
                var stream = incoming.stream()) {
            Place.send(stream, upload, work);
            upload.commit();
            bytes += incoming.length();
            return Optional.empty();
        } catch (Invalid | IOException | ContentFiles.Unreadable damaged) {
            Work.check();
            return Optional.of(What.DAMAGED);
        }
    }

    ProblemList problems() {
        return problems;
    }

    long objects() {
        return objects;
    }

    long bytes() {
        return bytes;
    }

    /** @throws Invalid when there are problems that the wish does not put up with */
    void refuse(Damage damage, RowSource rows) {
        if (damage == Damage.REFUSE && problems.count() > 0) {
            String packages = problems.named(rows).stream()
                    .flatMap(problem -> problem.packages().stream())
                    .distinct()
                    .limit(MOST_NAMED)
                    .collect(Collectors.joining(", "));
            throw new Invalid(problems.count() + (problems.count() == 1 ? " object is" : " objects are")
                    + " missing or damaged in what was to be copied. Concerned: " + packages
                    + ". Nothing was changed. Choose another source, or do without those objects.");
        }
    }
}
