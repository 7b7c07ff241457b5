package org.quiltappliance.server.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.quiltappliance.server.Assembly;
import org.quiltappliance.server.Registry;
import org.quiltappliance.server.Users;
import org.quiltappliance.server.config.AccessConfig;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.BackupConfig;
import org.quiltappliance.server.config.DockerConfig;
import org.quiltappliance.server.config.FirstAdministrator;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.ObjectsConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.SignInConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.mail.OutboxMail;

/** The real thing in this process, with passwords that are hashed quickly and mails that stay in the outbox. */
public final class StartedAppliance implements TestAppliance {

    private static final int QUICK = 1;
    private static final Secret SECRET_KEY = new Secret("the secret key of all appliances under test");

    private final Assembly assembly;
    private final TestClock clock;
    private final ApplianceConfig config;
    private final Switches switches;
    private final RegistryClient client;
    private final AtomicReference<Optional<Person>> admin = new AtomicReference<>(Optional.empty());

    private StartedAppliance(Assembly assembly, TestClock clock, ApplianceConfig config, Switches switches) {
        this.assembly = assembly;
        this.clock = clock;
        this.config = config;
        this.switches = switches;
        client = new RegistryClient(config.http().registryUrl());
    }

    /** Starts an appliance and lets requests in. */
    public static StartedAppliance start(TestStorage storage, Switches switches) {
        var appliance = opening(storage, switches);
        appliance.assembly.admit();
        return appliance;
    }

    /** An appliance that has opened its ports and does not let requests in until {@link #run()} is told to. */
    public static StartedAppliance opening(TestStorage storage, Switches switches) {
        var clock = new TestClock();
        var config = config(storage, switches);
        var assembly = new Assembly(config, clock, QUICK);
        assembly.openDatabase();
        assembly.openStore();
        assembly.migrate();
        assembly.prepareAccounts(made -> {});
        assembly.listen();
        return new StartedAppliance(assembly, clock, config, switches);
    }

    private static ApplianceConfig config(TestStorage storage, Switches switches) {
        int registry = FreePort.find();
        int catalog = FreePort.find();
        return new ApplianceConfig(
                Mode.TEST,
                storage.folder(),
                "Registry under test",
                new HttpConfig(
                        "127.0.0.1",
                        registry,
                        catalog,
                        URI.create("http://localhost:" + registry),
                        URI.create("http://localhost:" + catalog),
                        switches.maxRequestBytes(),
                        switches.maxUnpackedBytes()),
                storage.database(),
                new ObjectsConfig(
                        storage.store(), storage.delivery(), Duration.ofHours(24), switches.verifyOnPush(), 0),
                new AccessConfig(
                        switches.anonymous(),
                        switches.team(),
                        switches.userEndpoints(),
                        switches.signup(),
                        switches.teamId(),
                        Optional.empty()),
                new MailConfig(Optional.empty(), "registry@example.com"),
                new SignInConfig(Optional.empty()),
                SECRET_KEY,
                DockerConfig.STANDARD,
                new BackupConfig(storage.folder().resolve("backups"), BackupConfig.Schedule.OFF, 7),
                FirstAdministrator.STANDARD);
    }

    @Override
    public URI registry() {
        return config.http().registryUrl();
    }

    @Override
    public URI catalog() {
        return config.http().catalogUrl();
    }

    @Override
    public Switches switches() {
        return switches;
    }

    @Override
    public RegistryClient client() {
        return client;
    }

    @Override
    public Person admin() {
        return admin.updateAndGet(
                        known -> known.isPresent() ? known : Optional.of(signedIn("admin", "admin@localhost", "quilt")))
                .orElseThrow();
    }

    /** The run itself, for tests of its beginning and end. */
    public Registry run() {
        return assembly;
    }

    @Override
    public Person person() {
        var name = Samples.fresh("person");
        var email = name + "@example.com";
        var password = "password of " + name;
        assembly.users().create(name, email);
        assembly.users().setPassword(name, password);
        return signedIn(name, email, password);
    }

    private Person signedIn(String name, String email, String password) {
        var answer = client.post("/api/login", Map.of("username", name, "password", password));
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        return new Person(name, email, password, answer.json().get("token").textValue());
    }

    @Override
    public Users users() {
        return assembly.userAccounts();
    }

    @Override
    public TestClock clock() {
        return clock;
    }

    @Override
    public List<Letter> mailsTo(String address) {
        return assembly.outbox().newest(1000).stream()
                .filter(mail -> mail.recipients().contains(address))
                .sorted(Comparator.comparingLong(OutboxMail::id))
                .map(mail -> new Letter(mail.recipients(), mail.subject(), mail.text(), mail.html()))
                .toList();
    }

    @Override
    public void damage(String owner, String hash, byte[] bytes) {
        if (config.objects().store() instanceof StoreConfig.S3 bucket) {
            MinioServer.overwrite(bucket, "objs/" + owner + "/" + hash, bytes);
            return;
        }
        try {
            Files.write(
                    config.disk().resolve("objs").resolve(owner).resolve(hash),
                    bytes,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        assembly.close();
    }
}
