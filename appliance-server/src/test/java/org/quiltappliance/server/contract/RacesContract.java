package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.Person;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.Tree;

/** The same thing wanted by several at once: {@code registry-api.md} section 9, D1; {@code client-protocol.md} 11. */
abstract class RacesContract extends RegistryContract {

    /** Runs all at once and gives their results in order. */
    private static <T> List<T> together(List<Callable<T>> works) {
        var barrier = new CyclicBarrier(works.size());
        var pool = Executors.newFixedThreadPool(works.size());
        try {
            var running = new ArrayList<Future<T>>();
            for (var work : works) {
                running.add(pool.submit(() -> {
                    barrier.await();
                    return work.call();
                }));
            }
            var results = new ArrayList<T>();
            for (var future : running) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Integer> statuses(int times, Callable<Answer> work) {
        return together(Collections.nCopies(times, () -> work.call().status()));
    }

    private Answer push(Person caller, Pkg pkg, Tree tree) {
        return as(caller).put(pkg.one("package", tree.hash()), tree.finalPush());
    }

    @RepeatedTest(5)
    @DisplayName("D1, item 30: first pushes of the same package at the same time all succeed")
    void firstPushesOfTheSamePackage() {
        var owner = person();
        var pkg = newPackage(owner);

        var statuses = statuses(6, () -> push(owner, pkg, Tree.empty()));

        assertThat(statuses).containsOnly(200);
        assertThat(ok(as(owner).get(pkg.all("log"))).get("logs")).hasSize(6);
        assertThat(ok(as(owner).get(pkg.all("package"))).get("hashes")).hasSize(1);
        assertThat(texts(ok(as(owner).get(pkg.all("access"))).get("users"))).containsExactly(owner.name());
    }

    @RepeatedTest(3)
    @DisplayName("D1: first pushes of different revisions at the same time all succeed")
    void firstPushesOfDifferentRevisions() {
        var owner = person();
        var pkg = newPackage(owner);
        var works = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 6; i++) {
            var tree = Tree.empty().group("g" + i);
            works.add(() -> push(owner, pkg, tree).status());
        }

        assertThat(together(works)).containsOnly(200);
        assertThat(ok(as(owner).get(pkg.all("package"))).get("hashes")).hasSize(6);
    }

    @Test
    @DisplayName("D1: new objects shared by pushes of several packages at the same time")
    void newObjectsOfSeveralPackagesAtOnce() {
        var owner = person();
        var tree = Tree.empty();
        for (int i = 0; i < 50; i++) {
            tree.file("f" + i, Samples.fresh("object"));
        }
        var first = newPackage(owner);
        quilt(owner)
                .upload(
                        tree,
                        ok(as(owner).put(first.one("package", tree.hash()), tree.dryRun()))
                                .get("upload_urls"));
        var works = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 6; i++) {
            var pkg = newPackage(owner);
            works.add(() -> push(owner, pkg, tree).status());
        }

        assertThat(together(works)).containsOnly(200);
    }

    @RepeatedTest(5)
    void namesThatDifferInCaseOnlyAreNeverBothTaken() {
        var owner = person();
        var name = Samples.fresh("race");

        var answers = together(List.<Callable<Answer>>of(
                () -> push(owner, new Pkg(owner.name(), name), Tree.empty()),
                () -> push(owner, new Pkg(owner.name(), name.replace("race", "RACE")), Tree.empty()),
                () -> push(owner, new Pkg(owner.name(), name.replace("race", "Race")), Tree.empty())));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 403).containsOnlyOnce(200);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 403)
                .allSatisfy(answer ->
                        assertThat(answer.message()).startsWith("Package already exists: " + owner.name() + "/"));
    }

    @RepeatedTest(5)
    @DisplayName("D1: the same tag set at the same time")
    void sameTagAtOnce() {
        var pushed = pushed(Tree.empty());

        var statuses = statuses(6, () -> as(pushed.owner()).put(pushed.pkg().one("tag", "x"), hash(pushed.hash())));

        assertThat(statuses).containsOnly(200);
    }

    @RepeatedTest(5)
    void sameVersionAtOnceIsAddedOnce() {
        var pushed = pushed(Tree.empty());

        var statuses =
                statuses(6, () -> as(pushed.owner()).put(pushed.pkg().one("version", "1.0"), hash(pushed.hash())));

        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
    }

    @RepeatedTest(5)
    void sameAccessAtOnceIsGrantedOnce() {
        var pushed = pushed(Tree.empty());

        var statuses = statuses(6, () -> as(pushed.owner()).put(pushed.pkg().one("access", "public")));

        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
    }

    @RepeatedTest(3)
    @DisplayName("D25: the same invitation at the same time")
    void sameInvitationAtOnce() {
        var pushed = pushed(Tree.empty());
        var email = Samples.fresh("guest") + "@example.org";

        var statuses = statuses(6, () -> as(pushed.owner()).put(pushed.pkg().one("access", email)));

        assertThat(statuses).containsOnly(200);
        assertThat(ok(as(pushed.owner()).get(pushed.pkg().all("invite"))).get("invitations"))
                .hasSize(1);
    }

    @RepeatedTest(3)
    @DisplayName("D25: invitations accepted twice at the same time")
    void invitationAcceptedTwiceAtOnce() {
        var pushed = pushed(Tree.empty());
        var guest = person();
        ok(as(pushed.owner()).put(pushed.pkg().one("access", guest.email())));

        var statuses = statuses(6, () -> as(guest).get("/api/profile"));

        assertThat(statuses).containsOnly(200);
        assertThat(ok(as(guest).get("/api/profile")).at("/packages/shared")).hasSize(1);
    }

    @RepeatedTest(5)
    @DisplayName("item 4: a code used by several at once works once")
    void item04_codeUsedAtOnceWorksOnce() {
        var person = person();
        var code = ok(as(person).get("/api/code")).get("code").textValue();

        var statuses = statuses(6, () -> nobody().postForm("/api/token", Map.of("refresh_token", code)));

        assertThat(statuses).containsOnly(200, 401).containsOnlyOnce(200);
    }

    @RepeatedTest(3)
    @DisplayName("item 6: a token traded by several at once gives each a good one")
    void item06_tokenTradedAtOnce() {
        var person = person();

        Callable<Answer> trade = () -> nobody().postForm("/api/token", Map.of("refresh_token", person.token()));
        var answers = together(Collections.nCopies(6, trade));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(
                                nobody().as(ok(answer).get("access_token").textValue())
                                        .get("/api/me")
                                        .status())
                        .isEqualTo(200));
    }

    @RepeatedTest(3)
    void sameUserCreatedAtOnceIsCreatedOnce() {
        var name = Samples.fresh("twin");
        var body = Map.of("username", name, "email", name + "@example.com");

        var statuses = statuses(4, () -> asAdmin().post("/api/users/create", body));

        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
    }

    @RepeatedTest(3)
    void resetLinkUsedAtOnceWorksOnce() {
        var person = person();
        ok(nobody().post("/api/reset_password", Map.of("email", person.email())));
        var letters = appliance().mailsTo(person.email());
        var link = letters.get(letters.size() - 1).linkAfter(appliance().catalog() + "/reset_password/");

        var statuses = statuses(
                4, () -> nobody().post("/api/change_password", Map.of("link", link, "password", "long enough")));

        assertThat(statuses).containsOnly(200, 401).containsOnlyOnce(200);
    }

    @RepeatedTest(3)
    void pushAndDeletionAtOnceLeaveAWholePackageOrNone() {
        var pushed = pushed(Tree.empty());
        var next = Tree.empty().group("next");

        var answers = together(List.<Callable<Answer>>of(
                () -> push(pushed.owner(), pushed.pkg(), next),
                () -> as(pushed.owner()).delete(pushed.pkg().all("package")),
                () -> push(pushed.owner(), pushed.pkg(), next)));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        var hashes = as(pushed.owner()).get(pushed.pkg().all("package"));
        assertThat(hashes.status()).isIn(200, 404);
        if (hashes.status() == 200) {
            assertThat(texts(hashes.json().get("hashes"))).contains(next.hash());
            assertThat(ok(as(pushed.owner()).get(pushed.pkg().all("log"))).get("logs"))
                    .isNotEmpty();
        }
    }

    @RepeatedTest(5)
    void pushOfAKnownRevisionAndDeletionAtOnceKeepTheSizes() {
        var pushed = pushed(Samples.demo());

        var answers = together(List.<Callable<Answer>>of(
                () -> push(pushed.owner(), pushed.pkg(), pushed.tree()),
                () -> as(pushed.owner()).delete(pushed.pkg().all("package")),
                () -> push(pushed.owner(), pushed.pkg(), pushed.tree())));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        var installed = as(pushed.owner()).get(pushed.pkg().one("package", pushed.hash()));
        assertThat(installed.status()).isIn(200, 404);
        if (installed.status() == 200) {
            assertThat(installed.json().get("sizes")).isEqualTo(pushed.tree().sizes());
        }
    }

    @RepeatedTest(3)
    void deletionAtOnceHappensOnce() {
        var pushed = pushed(Tree.empty());

        var statuses = statuses(4, () -> as(pushed.owner()).delete(pushed.pkg().all("package")));

        assertThat(statuses).containsOnly(200, 404).containsOnlyOnce(200);
    }

    @RepeatedTest(3)
    void partsPushedAtOnceAreAllKept() {
        var pushed = pushed(Tree.empty());
        var works = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 4; i++) {
            var name = "g" + i;
            var part = Tree.empty().group(name).at(name);
            works.add(() -> as(pushed.owner())
                    .post(pushed.pkg().all("package_update") + name, part.finalPush())
                    .status());
        }

        assertThat(together(works)).containsOnly(200);
        assertThat(members(
                        quilt(pushed.owner()).install(pushed.pkg()).contents().get("children")))
                .containsExactlyInAnyOrder("g0", "g1", "g2", "g3");
    }

    @Test
    void tagMovedDuringInstallsNeverMixesRevisions() {
        var first = Tree.of("a", "first");
        var second = Tree.of("a", "second");
        var pushed = pushed(first);
        quilt(pushed.owner()).push(pushed.pkg(), second);
        var works = new ArrayList<Callable<String>>();
        for (int i = 0; i < 3; i++) {
            works.add(() -> {
                for (int turn = 0; turn < 10; turn++) {
                    var hash = (turn % 2 == 0 ? first : second).hash();
                    ok(as(pushed.owner()).put(pushed.pkg().one("tag", "latest"), hash(hash)));
                }
                return first.hash();
            });
            works.add(() -> {
                for (int turn = 0; turn < 10; turn++) {
                    quilt(pushed.owner()).install(pushed.pkg());
                }
                return second.hash();
            });
        }

        assertThat(together(works)).containsOnly(first.hash(), second.hash());
    }

    @Test
    @DisplayName("item 30: 20 uploads into one package at the same time")
    void item30_twentyUploadsAtOnce() {
        var owner = person();
        var pkg = newPackage(owner);
        var tree = Tree.empty();
        for (int i = 0; i < 20; i++) {
            tree.file("f" + i, (Samples.fresh("upload") + "x".repeat(200_000)).getBytes(StandardCharsets.UTF_8));
        }
        var urls = ok(as(owner).put(pkg.one("package", tree.hash()), tree.dryRun()))
                .get("upload_urls");
        var works = new ArrayList<Callable<Integer>>();
        tree.objects()
                .forEach((hash, bytes) -> works.add(
                        () -> nobody().object("PUT", urls.get(hash).get("put").textValue(), bytes, Map.of())
                                .status()));

        assertThat(together(works)).allSatisfy(status -> assertThat(status).isLessThan(300));
        ok(push(owner, pkg, tree));
    }

    @Test
    @DisplayName("item 30: the same object uploaded by 10 at the same time")
    void item30_sameObjectUploadedAtOnce() {
        var owner = person();
        var pkg = newPackage(owner);
        var tree = Tree.of("a", Samples.fresh("same") + "x".repeat(500_000));
        var hash = tree.objectAt("a");
        var url = ok(as(owner).put(pkg.one("package", tree.hash()), tree.dryRun()))
                .get("upload_urls")
                .get(hash)
                .get("put")
                .textValue();

        var statuses = statuses(10, () -> nobody().object("PUT", url, tree.bytes(hash), Map.of()));

        assertThat(statuses).allSatisfy(status -> assertThat(status).isLessThan(300));
        quilt(owner).push(pkg, tree);
        assertThat(quilt(owner).install(pkg).objects()).hasSize(1);
    }

    @Test
    @DisplayName("item 47: 40 downloads at the same time")
    void item47_fortyDownloadsAtOnce() {
        var pushed = pushed(Tree.of("a", "x".repeat(1_000_000)));
        var hash = pushed.tree().objectAt("a");
        var url = ok(as(pushed.owner()).get(pushed.pkg().one("package", pushed.hash())))
                .get("urls")
                .get(hash)
                .textValue();

        Callable<Integer> download = () -> nobody().object("GET", url, new byte[0], Map.of("Range", "bytes=0-"))
                .bytes()
                .length;
        var lengths = together(Collections.nCopies(40, download));

        assertThat(lengths).containsOnly(1_000_000);
    }
}
