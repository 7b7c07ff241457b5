package org.quiltappliance.server.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.objects.ObjectEncoding;
import org.quiltappliance.server.testing.ObjectSamples;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.StartedAppliance;
import org.quiltappliance.server.testing.Switches;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.Tree;

/** Objects that nobody needs go, and nothing else does. */
abstract class CleanupContract {

    private static final Duration GRACE = Duration.ofDays(7);
    private static final String OLD = "old and of no use\n";

    private final Clock clock = Clock.systemUTC();

    private final TestPlace place;
    private final StartedAppliance appliance;
    private final Person person;
    private final String owner;
    private final QuiltClient quilt;
    private final DataLock lock;

    CleanupContract(TestDatabase kind) {
        place = TestPlace.empty(kind);
        appliance = StartedAppliance.start(place.storage, Switches.ALL_ON);
        person = appliance.person();
        owner = person.name();
        quilt = new QuiltClient(appliance.client().as(person));
        lock = new DataLock(place.database);
    }

    @AfterEach
    void close() {
        appliance.close();
        place.close();
    }

    private Cleanup cleanup() {
        return cleanup(place.place());
    }

    private Cleanup cleanup(Place where) {
        return new Cleanup(where, lock, GRACE, clock);
    }

    private Path file(String content) {
        return place.file(owner, hash(content));
    }

    private static Hash hash(String content) {
        return ObjectSamples.hashOf(content.getBytes(UTF_8));
    }

    private void stored(String content, Duration ago) throws IOException {
        TestPlace.put(place.store, owner, content.getBytes(UTF_8), ObjectEncoding.RAW);
        age(content, ago);
    }

    private void age(String content, Duration ago) throws IOException {
        Files.setLastModifiedTime(file(content), FileTime.from(Instant.now().minus(ago)));
    }

    private boolean isThere(String content) {
        return place.store.find(owner, hash(content)).isPresent();
    }

    private Pkg push(Tree tree) {
        var pkg = new Pkg(owner, Samples.fresh("pkg"));
        quilt.push(pkg, tree);
        return pkg;
    }

    @Test
    @Tag("AT-24")
    void onlyTheOldObjectThatNobodyNamesIsProposed() throws IOException {
        push(Tree.of("a", "in use\n"));
        age("in use\n", Duration.ofDays(30));
        stored("young\n", Duration.ofHours(1));
        stored(OLD, Duration.ofDays(30));
        var before = place.contents();

        var report = cleanup().look(BackupProgress.silent());

        assertThat(report.objects()).isEqualTo(1);
        assertThat(report.bytes()).isEqualTo(OLD.length());
        assertThat(report.oldest()).isEqualTo(report.newest()).isPresent();
        assertThat(report.sample())
                .hasSize(1)
                .allSatisfy(it -> assertThat(it.hash()).isEqualTo(hash(OLD)));
        assertThat(place.contents()).isEqualTo(before);
    }

    @Test
    void discardedObjectGoesToTheTrashAndAtLastForGood() throws IOException {
        push(Tree.of("a", "in use\n"));
        age("in use\n", Duration.ofDays(30));
        stored(OLD, Duration.ofDays(30));

        assertThat(cleanup().discard(BackupProgress.silent()).objects()).isEqualTo(1);

        assertThat(isThere(OLD)).isFalse();
        assertThat(isThere("in use\n")).isTrue();
        assertThat(cleanup().emptyTrash(BackupProgress.silent()).objects())
                .as("not before a week has passed")
                .isZero();
        var nextWeek = Clock.offset(clock, Cleanup.IN_TRASH.plusHours(1));
        assertThat(new Cleanup(place.place(), lock, GRACE, nextWeek)
                        .emptyTrash(BackupProgress.silent())
                        .objects())
                .isEqualTo(1);
        assertThat(place.store.recover(owner, hash(OLD))).isFalse();
    }

    @Test
    void objectThatIsPushedWhileItGoesComesBack() throws IOException {
        stored(OLD, Duration.ofDays(30));
        var pushing = new Pkg(owner, "meanwhile");
        // The push finds the object, names it, and is done before the object is really put aside.
        var store =
                Steps.onceAt(1, () -> quilt.push(pushing, Tree.of("a", OLD))).store(place.store);

        cleanup(place.with(store)).discard(BackupProgress.silent());

        assertThat(isThere(OLD)).isTrue();
        assertThat(quilt.install(pushing).objects()).hasSize(1);
    }

    @Test
    void objectThatIsNamedAfterwardsComesBackBeforeTheTrashIsEmptied() throws IOException {
        push(Tree.of("a", OLD));
        // As a push does that has looked for the object before it went and is committed after.
        place.store.discard(owner, hash(OLD));

        assertThat(cleanup().recoverNeeded(BackupProgress.silent())).isEqualTo(1);
        assertThat(isThere(OLD)).isTrue();

        place.store.discard(owner, hash(OLD));
        cleanup().emptyTrash(BackupProgress.silent());
        assertThat(isThere(OLD)).isTrue();
    }

    @Test
    void objectOfADeletedPackageGoesAndCanBePushedAgain() throws IOException {
        var pkg = push(Tree.of("a", OLD));
        age(OLD, Duration.ofDays(30));
        assertThat(cleanup().look(BackupProgress.silent()).objects()).isZero();
        delete(pkg);

        assertThat(cleanup().discard(BackupProgress.silent()).objects()).isEqualTo(1);

        var again = push(Tree.of("a", OLD));
        assertThat(isThere(OLD)).isTrue();
        assertThat(quilt.install(again).objects()).hasSize(1);
    }

    private void delete(Pkg pkg) {
        var answer = appliance.client().as(person).delete(pkg.all("package"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    @Test
    void cleanUpWaitsForABackup() {
        assertThatThrownBy(() -> lock.during("a backup", () -> cleanup().discard(BackupProgress.silent())))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("a backup is running");
    }

    @Test
    void graceIsNeverShorterThanAPushMayTake() {
        assertThat(Cleanup.grace(Duration.ofDays(7), Duration.ofHours(24))).isEqualTo(Duration.ofDays(7));
        assertThat(Cleanup.grace(Duration.ofMinutes(1), Duration.ofHours(24))).isEqualTo(Duration.ofHours(25));
    }
}
