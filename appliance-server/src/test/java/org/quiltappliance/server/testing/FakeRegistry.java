package org.quiltappliance.server.testing;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quiltappliance.server.Registry;
import org.quiltappliance.server.RegistryData;
import org.quiltappliance.server.Users;
import org.quiltappliance.server.accounts.SignInTrials;
import org.quiltappliance.server.backup.BackupProgress;
import org.quiltappliance.server.backup.BackupState;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.ChangeableConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.server.mail.Outbox;
import org.quiltappliance.server.monitoring.RunMeters;
import org.quiltappliance.server.monitoring.TrafficMeter;
import org.quiltappliance.server.tls.ServerCertificate;

/** A registry that listens, answers for its health, and keeps nothing. What happens to it stands in its diary. */
public final class FakeRegistry implements Registry {

    /** Something to do instead of a step. */
    @FunctionalInterface
    public interface Deed {
        void run() throws InterruptedException;
    }

    /** The diary of all registries of a test, and what is to happen to them. */
    public static final class Script {
        public final List<String> diary = new CopyOnWriteArrayList<>();
        public final List<ApplianceConfig> configs = new CopyOnWriteArrayList<>();
        public volatile boolean awaitsUpdate;
        public volatile boolean lacksSpace;
        public volatile boolean databaseLacksSpace;
        public volatile Duration databaseAhead = Duration.ZERO;
        public volatile Duration storeAhead = Duration.ZERO;
        public volatile Optional<String> mailTrouble = Optional.empty();
        public volatile int waitingForDatabase;
        public volatile int openRequests;
        public volatile Optional<ServerCertificate> certificate = Optional.empty();
        /** How the last one that was made learns of backups. */
        public volatile Supplier<BackupState> backups = () -> BackupState.UNKNOWN;

        public volatile Sample sample = new Sample(0, 0);
        public volatile StoredCounts counts = new StoredCounts(0, 0, 0, 0, 1);
        public final List<String> testPasswordHolders = new CopyOnWriteArrayList<>();
        private final Map<String, Deed> deeds = new ConcurrentHashMap<>();

        public Script at(String step, Deed deed) {
            deeds.put(step, deed);
            return this;
        }

        public FakeRegistry make(ApplianceConfig config) {
            configs.add(config);
            return new FakeRegistry(config, this);
        }

        private void reach(String step) {
            diary.add(step);
            try {
                deeds.getOrDefault(step, () -> {}).run();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", interrupted);
            }
        }
    }

    private final ApplianceConfig config;
    private final Script script;
    private final String boot = UUID.randomUUID().toString();
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final Map<String, Users.User> users = new ConcurrentHashMap<>();

    private final TrafficMeter traffic = new TrafficMeter(Clock.systemUTC());

    private FakeRegistry(ApplianceConfig config, Script script) {
        this.config = config;
        this.script = script;
    }

    @Override
    public void openDatabase() {
        script.reach("database");
    }

    @Override
    public void openStore() {
        script.reach("store");
    }

    @Override
    public void migrate() {
        script.reach("migrate");
    }

    @Override
    public boolean awaitsUpdate() {
        return script.awaitsUpdate;
    }

    @Override
    public void change(ChangeableConfig wanted) {}

    @Override
    public SignInTrials signInTrials() {
        return new SignInTrials();
    }

    @Override
    public void tellOfBackups(Supplier<BackupState> state) {
        script.backups = state;
    }

    @Override
    public Sample sampleObjects() {
        return script.sample;
    }

    @Override
    public void prepareAccounts(Consumer<NewAdministrator> shown) {
        script.reach("accounts");
        users.put("admin", user("admin", "admin@localhost", true, true));
        if (config.mode() == Mode.PERSISTENT) {
            shown.accept(new NewAdministrator("admin", new Secret("made up")));
        }
    }

    @Override
    public void proveDatabase() {
        script.reach("prove database");
    }

    @Override
    public void moveDatabase(DatabaseConfig.Postgres place) {
        script.reach("move database");
    }

    @Override
    public void moveStore(StoreConfig.S3 place) {
        script.reach("move store");
    }

    @Override
    public void proveStore() {
        script.reach("prove store");
    }

    @Override
    public boolean lacksSpace() {
        return script.lacksSpace;
    }

    @Override
    public boolean databaseLacksSpace() {
        return script.databaseLacksSpace;
    }

    @Override
    public Optional<Instant> databaseClock() {
        return ahead(script.databaseAhead);
    }

    @Override
    public Optional<Instant> storeClock() {
        return ahead(script.storeAhead);
    }

    /** The clock of a test may be another one, so without a difference there is none. */
    private static Optional<Instant> ahead(Duration difference) {
        return difference.isZero()
                ? Optional.empty()
                : Optional.of(Instant.now().plus(difference));
    }

    private static Users.User user(String name, String email, boolean admin, boolean active) {
        return new Users.User(name, email, admin, active, Instant.EPOCH, Instant.EPOCH, 0);
    }

    @Override
    public void listen() {
        script.reach("listen");
        for (int port : new int[] {config.http().registryPort(), config.http().catalogPort()}) {
            servers.add(listening(port));
        }
    }

    private HttpServer listening(int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(config.http().bind(), port), 0);
            server.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("X-Appliance-Boot", boot);
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public URI registryAddress() {
        return URI.create("http://" + config.http().bind() + ":" + config.http().registryPort());
    }

    @Override
    public URI catalogAddress() {
        return URI.create("http://" + config.http().bind() + ":" + config.http().catalogPort());
    }

    @Override
    public String boot() {
        return boot;
    }

    @Override
    public void selfCheck() {
        script.reach("self-check");
    }

    @Override
    public void admit() {
        script.reach("admit");
    }

    @Override
    public void drain(Duration atMost) {
        script.reach("drain");
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        servers.clear();
        script.reach("close");
    }

    @Override
    public Users userAccounts() {
        return new FakeUsers();
    }

    @Override
    public Outbox outbox() {
        throw new Unavailable("A fake writes no mails.");
    }

    @Override
    public RegistryData data() {
        throw new Unavailable("A fake keeps no data.");
    }

    @Override
    public void deletePackage(String owner, String name) {
        throw new NotFound("A fake keeps no packages.");
    }

    @Override
    public StoredCounts count() {
        return script.counts;
    }

    @Override
    public RunMeters meters() {
        return new RunMeters(traffic, () -> script.openRequests, Optional::empty);
    }

    @Override
    public List<String> otherNodes() {
        return List.of();
    }

    @Override
    public long changes() {
        return 0;
    }

    @Override
    public boolean holdWrites(String message, Duration atMost) {
        script.reach("hold writes");
        return true;
    }

    @Override
    public void refuseWrites(String message) {
        script.reach("refuse writes");
    }

    @Override
    public void allowWrites() {
        script.reach("allow writes");
    }

    @Override
    public List<String> administratorsWithTestPassword() {
        return script.testPasswordHolders;
    }

    @Override
    public Optional<String> mailTrouble() {
        return script.mailTrouble;
    }

    @Override
    public Optional<String> sendTestMail(String recipient) {
        script.diary.add("mail to " + recipient);
        return script.mailTrouble;
    }

    @Override
    public int waitingForDatabase() {
        return script.waitingForDatabase;
    }

    @Override
    public Optional<ServerCertificate> certificate() {
        return script.certificate;
    }

    @Override
    public void renewCertificate() {
        script.reach("renew");
    }

    private final class FakeUsers implements Users {
        @Override
        public List<User> list() {
            return new ArrayList<>(users.values());
        }

        @Override
        public Admission add(String name, String email, boolean admin, Entry entry) {
            users.put(name, user(name, email, admin, true));
            return admission(name, entry);
        }

        private Admission admission(String name, Entry entry) {
            return entry instanceof Entry.Link
                    ? new Admission(
                            Optional.empty(), Optional.of(URI.create("http://localhost/reset_password/" + name)), false)
                    : new Admission(
                            entry instanceof Entry.MadeUp ? Optional.of(new Secret("made up")) : Optional.empty(),
                            Optional.empty(),
                            false);
        }

        private Users.User find(String name) {
            return Optional.ofNullable(users.get(name)).orElseThrow(() -> new NotFound("User not found."));
        }

        @Override
        public Admission resetPassword(String name, Entry entry) {
            return admission(find(name).name(), entry);
        }

        @Override
        public void disable(String name) {
            users.put(name, user(name, find(name).email(), find(name).admin(), false));
        }

        @Override
        public void enable(String name) {
            users.put(name, user(name, find(name).email(), find(name).admin(), true));
        }

        @Override
        public void makeAdmin(String name) {
            users.put(name, user(name, find(name).email(), true, find(name).active()));
        }

        @Override
        public void revokeAdmin(String name) {
            users.put(name, user(name, find(name).email(), false, find(name).active()));
        }

        @Override
        public void signOut(String name) {
            find(name);
        }

        @Override
        public void delete(String name) {
            users.remove(find(name).name());
        }

        @Override
        public long give(String from, String to, BackupProgress progress) {
            return 0;
        }
    }
}
