package org.quiltappliance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.quiltappliance.server.checks.PublicUrl;
import org.quiltappliance.server.config.AccessConfig;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.DockerConfig;
import org.quiltappliance.server.config.FirstAdministrator;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.MailConfig.Security;
import org.quiltappliance.server.config.MailConfig.Smtp;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.ObjectsConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.SignInConfig;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.mail.OutboxMail;
import org.quiltappliance.server.nodes.DifferentKey;
import org.quiltappliance.server.nodes.KeyMark;
import org.quiltappliance.server.testing.Answer;
import org.quiltappliance.server.testing.FreePort;
import org.quiltappliance.server.testing.Pkg;
import org.quiltappliance.server.testing.QuiltClient;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.server.testing.Samples;
import org.quiltappliance.server.testing.TcpBalancer;
import org.quiltappliance.server.testing.TestDatabase;
import org.quiltappliance.server.testing.TestStorage;
import org.quiltappliance.server.testing.Tree;
import org.quiltappliance.server.tls.ServerCertificate;

/** Two nodes on one PostgreSQL and one folder of objects, behind a balancer that takes turns. */
@TestInstance(Lifecycle.PER_CLASS)
class TwoNodesIT {

    private static final Secret KEY = new Secret("the secret key of both nodes");
    private static final int QUICK = 1;
    private static final int MAILS = 30;
    private static final Map<String, String> ADMIN = Map.of("username", "admin", "password", "quilt");

    private final TestStorage storage = TestStorage.of(TestDatabase.POSTGRESQL);
    private final TcpBalancer balancer = new TcpBalancer("127.0.0.1");
    private final GreenMail mails = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
    private final List<Assembly> nodes = new ArrayList<>();

    /** Both at the same moment, on an empty database. */
    @BeforeAll
    void start() {
        mails.start();
        nodes.add(node("one", KEY));
        nodes.add(node("two", KEY));
        together(nodes.stream()
                .<Callable<Boolean>>map(node -> () -> started(node))
                .toList());
        nodes.forEach(node -> balancer.to("127.0.0.1", node.registryAddress().getPort()));
    }

    @AfterAll
    void stop() {
        nodes.forEach(Assembly::close);
        balancer.close();
        mails.stop();
        storage.close();
    }

    private Assembly node(String name, Secret key) {
        var url = URI.create("http://127.0.0.1:" + balancer.port());
        Path home = storage.folder().resolve(name);
        var config = new ApplianceConfig(
                Mode.TEST,
                home,
                "One registry",
                new HttpConfig("127.0.0.1", FreePort.find(), FreePort.find(), url, url, 100L << 20, 1L << 30),
                storage.database(),
                new ObjectsConfig(storage.folder().resolve("objects"), true, Duration.ofHours(1), true, 0),
                new AccessConfig(true, true, true, true, Optional.empty(), Optional.empty()),
                new MailConfig(
                        Optional.of(new Smtp("localhost", mails.getSmtp().getPort(), Security.NONE, Optional.empty())),
                        "registry@example.com"),
                new SignInConfig(Optional.empty()),
                key,
                DockerConfig.STANDARD,
                new BackupConfig(home.resolve("backups"), BackupConfig.Schedule.OFF, 7),
                FirstAdministrator.STANDARD);
        return new Assembly(config, Clock.systemUTC(), QUICK);
    }

    private static boolean started(Assembly node) {
        node.openDatabase();
        node.openStore();
        node.migrate();
        node.prepareAccounts(made -> {});
        node.listen();
        node.admit();
        return true;
    }

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

    private RegistryClient one() {
        return new RegistryClient(nodes.get(0).registryAddress());
    }

    private RegistryClient two() {
        return new RegistryClient(nodes.get(1).registryAddress());
    }

    /** Through the balancer, on a connection of its own. */
    private RegistryClient any() {
        return new RegistryClient(URI.create("http://127.0.0.1:" + balancer.port()));
    }

    private String token(RegistryClient at) {
        return ok(at.post("/api/login", ADMIN)).json().get("token").textValue();
    }

    private static Answer ok(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }

    private static Pkg fresh() {
        return new Pkg("admin", Samples.fresh("pkg"));
    }

    @Test
    void startingTogetherMakesOneAdministrator() {
        assertThat(nodes.get(0).userAccounts().list())
                .extracting(Users.User::name)
                .containsOnlyOnce("admin");
        assertThat(nodes.get(1).userAccounts().list())
                .isEqualTo(nodes.get(0).userAccounts().list());
    }

    @Test
    void signInAtOneNodeIsGoodAtTheOtherAndEndsAtBoth() {
        String token = token(one());

        assertThat(ok(two().as(token).get("/api/me")).json().get("current_user").textValue())
                .isEqualTo("admin");
        ok(two().as(token).post("/api/logout"));

        assertThat(one().as(token).get("/api/me").status()).isEqualTo(401);
    }

    @Test
    void oneTimeCodeOfOneNodeIsGoodOnceAtEither() {
        String code =
                ok(one().as(token(one())).get("/api/code")).json().get("code").textValue();
        var form = Map.of("refresh_token", code);

        var statuses = together(List.<Callable<Integer>>of(
                () -> one().postForm("/api/token", form).status(),
                () -> two().postForm("/api/token", form).status()));

        assertThat(statuses).containsExactlyInAnyOrder(200, 401);
    }

    @Test
    void packagePushedHalfHereAndHalfThereInstallsAnywhere() {
        String token = token(any());
        var pkg = fresh();
        var tree = Samples.demo();
        String path = pkg.one("package", tree.hash());

        var urls = ok(one().as(token).put(path, tree.dryRun())).json().get("upload_urls");
        assertThat(new QuiltClient(any()).upload(tree, urls))
                .isEqualTo(tree.objects().size());
        ok(two().as(token).put(path, tree.finalPush()));
        ok(one().as(token).put(pkg.one("tag", "latest"), Map.of("hash", tree.hash())));

        for (var client : List.of(one(), two(), any())) {
            var installed = new QuiltClient(client.as(token)).install(pkg);
            assertThat(installed.objects().keySet()).isEqualTo(tree.objects().keySet());
        }
    }

    @Test
    void pushThroughTheBalancerIsFoundByBothAtOnce() {
        String token = token(any());
        var pkg = fresh();

        new QuiltClient(any().as(token)).push(pkg, Tree.of("README", "A zebra crossing.\n"));

        for (var client : List.of(one(), two())) {
            assertThat(ok(client.as(token).get("/api/search/?q=" + pkg.name()))
                            .json()
                            .get("packages"))
                    .hasSize(1);
        }
    }

    @Test
    void firstPushesAtBothNodesAllSucceed() {
        String token = token(any());
        var pkg = fresh();
        var works = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 4; i++) {
            var tree = Tree.empty().userMetadata("", "{\"number\": " + i + "}");
            new QuiltClient(any().as(token)).push(fresh(), tree);
            for (var client : List.of(one(), two())) {
                works.add(() -> client.as(token)
                        .put(pkg.one("package", tree.hash()), tree.finalPush())
                        .status());
            }
        }

        assertThat(together(works)).containsOnly(200);

        assertThat(ok(one().as(token).get(pkg.all("package"))).json().get("hashes"))
                .hasSize(4);
        assertThat(ok(two().as(token).get(pkg.all("log"))).json().get("logs")).hasSize(8);
    }

    @Test
    void tagRacesBetweenNodesEndWithOneTagThatBothTell() {
        String token = token(any());
        var pkg = fresh();
        var first = Tree.empty().userMetadata("", "{\"number\": 1}");
        var second = Tree.empty().userMetadata("", "{\"number\": 2}");
        List.of(first, second).forEach(tree -> new QuiltClient(any().as(token)).push(pkg, tree));
        var works = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 10; i++) {
            works.add(() -> one().as(token)
                    .put(pkg.one("tag", "race"), Map.of("hash", first.hash()))
                    .status());
            works.add(() -> two().as(token)
                    .put(pkg.one("tag", "race"), Map.of("hash", second.hash()))
                    .status());
        }

        assertThat(together(works)).containsOnly(200);

        String told = ok(one().as(token).get(pkg.one("tag", "race")))
                .json()
                .get("hash")
                .textValue();
        assertThat(told).isIn(first.hash(), second.hash());
        assertThat(ok(two().as(token).get(pkg.one("tag", "race")))
                        .json()
                        .get("hash")
                        .textValue())
                .isEqualTo(told);
    }

    @Test
    void everyMailIsDeliveredOnce() throws Exception {
        var wanted = new HashMap<String, Integer>();
        for (int i = 0; i < MAILS; i++) {
            var name = Samples.fresh("mailed");
            var account = Map.of("username", name, "password", "correct horse", "email", name + "@example.com");
            ok((i % 2 == 0 ? one() : two()).post("/api/register", account));
            wanted.put(name + "@example.com", 1);
        }
        var outbox = nodes.get(0).outbox();

        await().atMost(Duration.ofMinutes(1))
                .until(() -> outbox.newest(1000).stream().allMatch(mail -> mail.state() == OutboxMail.State.SENT));

        var arrived = new HashMap<String, Integer>();
        for (var mail : mails.getReceivedMessages()) {
            arrived.merge(mail.getAllRecipients()[0].toString(), 1, Integer::sum);
        }
        assertThat(arrived).isEqualTo(wanted);
    }

    @Test
    void nodeWithAnotherKeyIsRefusedAndDisturbsNobody() {
        String token = token(one());
        var stranger = node("three", new Secret("some other secret key"));
        stranger.openDatabase();
        stranger.migrate();

        assertThatThrownBy(() -> stranger.prepareAccounts(made -> {}))
                .isInstanceOfSatisfying(
                        DifferentKey.class,
                        refused -> assertThat(refused.places()).hasSize(2));
        stranger.close();

        assertThat(two().as(token).get("/api/me").status()).isEqualTo(200);
    }

    @Test
    void publicAddressIsProvenWhicheverNodeAnswers() throws IOException {
        for (int i = 0; i < 4; i++) {
            assertThat(publicUrl(KEY).prove(nodes.get(0).boot())).isEmpty();
        }

        assertThatThrownBy(() -> publicUrl(new Secret("some other secret key")).prove("another boot"))
                .isInstanceOf(ProblemException.class);
    }

    private PublicUrl publicUrl(Secret key) {
        return new PublicUrl(
                "APPLIANCE_REGISTRY_PORT",
                "REGISTRY_URL",
                URI.create("http://127.0.0.1:" + balancer.port()),
                nodes.get(0).registryAddress(),
                new Problems(Clock.systemUTC()),
                ServerCertificate.usualTrust(),
                Optional.of(new KeyMark(key)));
    }

    @Test
    void eachNodeProvesItselfWhileTheOtherWorks() {
        nodes.forEach(Assembly::selfCheck);

        assertThat(any().get("/healthcheck").status()).isEqualTo(200);
    }
}
