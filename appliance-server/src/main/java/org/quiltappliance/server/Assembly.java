package org.quiltappliance.server;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.quiltappliance.server.accounts.AccountLinks;
import org.quiltappliance.server.accounts.Accounts;
import org.quiltappliance.server.accounts.GitHub;
import org.quiltappliance.server.accounts.GitHubAccounts;
import org.quiltappliance.server.accounts.OwnAccount;
import org.quiltappliance.server.accounts.Passwords;
import org.quiltappliance.server.accounts.SignInTrials;
import org.quiltappliance.server.accounts.SignIns;
import org.quiltappliance.server.accounts.TestPassword;
import org.quiltappliance.server.accounts.Throttle;
import org.quiltappliance.server.accounts.UserAdministration;
import org.quiltappliance.server.backup.BackupState;
import org.quiltappliance.server.backup.DataLock;
import org.quiltappliance.server.backup.Place;
import org.quiltappliance.server.catalog.Activity;
import org.quiltappliance.server.catalog.Administration;
import org.quiltappliance.server.catalog.Browsing;
import org.quiltappliance.server.catalog.ChangesAhead;
import org.quiltappliance.server.catalog.FileHistory;
import org.quiltappliance.server.catalog.History;
import org.quiltappliance.server.catalog.PackageLists;
import org.quiltappliance.server.catalog.PushChanges;
import org.quiltappliance.server.comments.Comments;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.ChangeableConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.LiveConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.ObjectsConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.events.Events;
import org.quiltappliance.server.http.ApiHandler;
import org.quiltappliance.server.http.ApiResources;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.http.ClientIndex;
import org.quiltappliance.server.http.HealthHandler;
import org.quiltappliance.server.http.NodeMark;
import org.quiltappliance.server.http.ObjectHandler;
import org.quiltappliance.server.http.ObjectTransfers;
import org.quiltappliance.server.http.WebServer;
import org.quiltappliance.server.http.catalog.Archives;
import org.quiltappliance.server.http.catalog.CatalogApi;
import org.quiltappliance.server.http.catalog.CatalogFiles;
import org.quiltappliance.server.http.catalog.CatalogResources;
import org.quiltappliance.server.http.catalog.ConfigFiles;
import org.quiltappliance.server.http.catalog.RawFiles;
import org.quiltappliance.server.http.pages.CatalogPages;
import org.quiltappliance.server.http.pages.GitHubSignIn;
import org.quiltappliance.server.http.pages.RegistryPages;
import org.quiltappliance.server.http.pages.Shown;
import org.quiltappliance.server.http.pages.Site;
import org.quiltappliance.server.lifecycle.NewAdministrator;
import org.quiltappliance.server.lifecycle.StoredCounts;
import org.quiltappliance.server.mail.MailDelivery;
import org.quiltappliance.server.mail.Mails;
import org.quiltappliance.server.mail.Outbox;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.RunMeters;
import org.quiltappliance.server.monitoring.TrafficMeter;
import org.quiltappliance.server.nodes.KeyMark;
import org.quiltappliance.server.nodes.Nodes;
import org.quiltappliance.server.objects.FolderObjectStore;
import org.quiltappliance.server.objects.MovingObjectStore;
import org.quiltappliance.server.objects.ObjectLinks;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.objects.RegistryLinks;
import org.quiltappliance.server.objects.S3Links;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.packages.AccessList;
import org.quiltappliance.server.packages.Handover;
import org.quiltappliance.server.packages.Installs;
import org.quiltappliance.server.packages.KnownObjects;
import org.quiltappliance.server.packages.ObjectRelations;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.PackageObjects;
import org.quiltappliance.server.packages.Packages;
import org.quiltappliance.server.packages.PushedObjects;
import org.quiltappliance.server.packages.Pushes;
import org.quiltappliance.server.packages.Revisions;
import org.quiltappliance.server.packages.Tags;
import org.quiltappliance.server.packages.Versions;
import org.quiltappliance.server.search.Search;
import org.quiltappliance.server.tables.TableLimits;
import org.quiltappliance.server.tables.Tables;
import org.quiltappliance.server.tls.ServerCertificate;
import org.quiltappliance.server.tls.UnusableCertificate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: every part of one run of the registry, made by hand and joined by constructors. */
public final class Assembly implements Registry {

    private static final Logger log = LoggerFactory.getLogger(Assembly.class);

    /** Passwords of a test mode live as long as its data; what guards them need not cost a second each. */
    private static final int TEST_MODE_ROUNDS = 25_000;

    private static final Duration HOUSEKEEPING = Duration.ofMinutes(10);

    /** How many objects are looked for before a start, to tell a wrong or empty storage from the right one. */
    private static final int SAMPLE = 50;

    private final ApplianceConfig config;
    private final String boot = UUID.randomUUID().toString();
    private final LiveConfig live;
    private final Database database;
    private final Nodes nodes;
    private final ObjectStore objects;
    private final RegistryData data;
    private final RegistryLinks links;
    private final Search search;
    private final Accounts accounts;
    private final KnownObjects knownObjects;
    private final UserAdministration users;
    private final Users userAccounts;
    private final Packages packages;
    private final TestPassword testPassword;
    private final Outbox outbox;
    private final MailDelivery delivery;
    private final SignInTrials signInTrials = new SignInTrials();
    private final ObjectRelations relations;
    private final Optional<ServerCertificate> certificate;
    private final WebServer web;
    private final Tables tables;
    private final RunMeters meters;
    private final ChangesAhead changesAhead;
    private final ScheduledExecutorService housekeeping;
    private final AtomicReference<Supplier<BackupState>> backups = new AtomicReference<>(() -> BackupState.UNKNOWN);
    private volatile boolean joined;
    private volatile boolean readOnly;

    public Assembly(ApplianceConfig config, Clock clock) {
        this(config, clock, config.mode() == Mode.TEST ? TEST_MODE_ROUNDS : Passwords.ROUNDS);
    }

    /** @param passwordRounds fewer than usual only where nothing is kept */
    public Assembly(ApplianceConfig config, Clock clock, int passwordRounds) {
        this.config = config;
        var http = config.http();
        live = new LiveConfig(ChangeableConfig.of(config));
        var access = live.access();
        database = new Database(config.database());
        nodes = new Nodes(database, config.secretKey(), config.home());
        objects = objectStore(config);
        search = new Search(database);
        data = new RegistryData(new Place(database, objects), new DataLock(database), search);
        links = new RegistryLinks(
                http::registryUrl,
                config.secretKey().reveal().getBytes(StandardCharsets.UTF_8),
                live::linkLifetime,
                clock);

        var mails = new Mails(live::mail, http, access, clock);
        outbox = new Outbox(database);
        delivery = new MailDelivery(database, live::mail, clock);
        var passwords = new Passwords(passwordRounds);
        var throttle = new Throttle(clock);
        var accountLinks = new AccountLinks(config.secretKey(), http);
        accounts = new Accounts(database, mails, passwords, accountLinks, throttle, access, clock);
        users = new UserAdministration(database, mails, passwords, accountLinks, clock);
        testPassword = new TestPassword(database, passwords);
        var signIns = new SignIns(database, passwords, throttle, config.secretKey(), clock);

        var events = new Events(database, clock);
        knownObjects = new KnownObjects(database);
        var packageMail = new PackageMail(accounts, mails);
        packages = new Packages(database, access, events, search);
        userAccounts = new AccountUsers(users, packages, new Handover(database, objects, search));
        relations = new ObjectRelations(database);
        var pushedObjects =
                new PushedObjects(database, relations, objects, config.objects().verifyOnPush());
        var accessList = new AccessList(database, access, packageMail, clock);
        var installs = new Installs(database, access, events);
        var comments = new Comments(database, packages, packageMail, clock);
        var api = new ApiResources(
                http,
                access,
                signIns,
                accounts,
                users,
                packages,
                new Pushes(database, access, pushedObjects, relations, events, search, clock),
                installs,
                new PackageObjects(database, access, relations),
                new Tags(database, access, search),
                new Versions(database, access),
                accessList,
                comments,
                events,
                search,
                linksForClients(clock));

        var site = new Site(http, live);
        var gitHub = config.signIn()
                .github()
                .map(settings -> new GitHubSignIn(
                        new GitHub(settings, GitHubSignIn.callback(http.registryUrl())),
                        new GitHubAccounts(database, access, clock),
                        config.secretKey(),
                        clock));
        certificate = ServerCertificate.of(http, clock);
        var revisions = new Revisions(access);
        var browsing = new Browsing(database, revisions, installs, objects);
        tables = new Tables(browsing, objects, config.home().resolve("tables"), TableLimits.STANDARD);
        var changes = new PushChanges(database, browsing);
        var history = new History(database, revisions, browsing, changes);
        var lists = new PackageLists(database, access, packages, search);
        var activity = new Activity(database, access, revisions, events);
        var forCatalog = new CatalogResources(
                config,
                live,
                Version.current(),
                signIns,
                new OwnAccount(database, passwords, signIns, clock),
                browsing,
                history,
                new FileHistory(database, revisions, browsing, changes),
                lists,
                activity,
                accessList,
                comments,
                new Administration(database, events, this::disk, clock),
                () -> backups.get().get(),
                users,
                tables);
        var apiHandler = new ApiHandler(api, forCatalog.all());
        var traffic = new TrafficMeter(clock);
        var mark = new NodeMark(boot, new KeyMark(config.secretKey()).ofBoot(boot));
        web = new WebServer(
                http,
                certificate,
                List.of(
                        new HealthHandler(mark),
                        new ObjectHandler(objects, links, traffic),
                        apiHandler,
                        new ClientIndex(),
                        new RegistryPages(site, signIns, accounts, gitHub, signInTrials)),
                List.of(
                        new HealthHandler(mark),
                        new CatalogApi(apiHandler, http.catalogUrl()),
                        new RawFiles(
                                signIns, access, http.catalogUrl(), browsing, objects, new ObjectTransfers(traffic)),
                        new Archives(signIns, access, http.catalogUrl(), browsing, objects),
                        new ConfigFiles(config, live, Version.current()),
                        new CatalogFiles(CatalogFiles.FOLDER),
                        new CatalogPages(
                                site,
                                signIns,
                                accounts,
                                CatalogFiles.FOLDER,
                                Optional.of(new Shown(
                                        browsing, lists, history, comments, tables, new Callers(signIns, access))))),
                mark,
                traffic);
        changesAhead = new ChangesAhead(database, changes, web::changes);
        meters = new RunMeters(traffic, web::openRequests, database::pool);
        housekeeping = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "housekeeping");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Room on the disk of the objects, where they are on one of this computer. */
    private Optional<DiskSpace> disk() {
        if (!(config.objects().store() instanceof StoreConfig.Folder folder)) {
            return Optional.empty();
        }
        try {
            return Optional.of(DiskSpace.of(folder.folder()));
        } catch (IOException unreadable) {
            log.warn("The disk of the objects could not be measured", unreadable);
            return Optional.empty();
        }
    }

    static ObjectStore objectStore(ApplianceConfig config) {
        var store = config.objects().store();
        if (store instanceof StoreConfig.Folder folder) {
            return new FolderObjectStore(folder, config.objects().keepFreeBytes());
        } else if (store instanceof StoreConfig.S3 s3) {
            return new MovingObjectStore(bucket(config, s3));
        }
        throw new IllegalArgumentException("Containers must run before their store can be used");
    }

    private static S3ObjectStore bucket(ApplianceConfig config, StoreConfig.S3 place) {
        return new S3ObjectStore(place, config.home().resolve("uploads"), false);
    }

    private ObjectLinks linksForClients(Clock clock) {
        return config.objects().delivery() == ObjectsConfig.Delivery.DIRECT
                        && config.objects().store() instanceof StoreConfig.S3 s3
                ? new S3Links(s3, live::linkLifetime, clock)
                : links;
    }

    /** What administrators do with accounts, for the command and the window. */
    public UserAdministration users() {
        return users;
    }

    @Override
    public Users userAccounts() {
        return userAccounts;
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public RegistryData data() {
        return data;
    }

    @Override
    public void deletePackage(String owner, String name) {
        packages.remove(new PackageName(owner, name));
    }

    @Override
    public void change(ChangeableConfig wanted) {
        live.change(wanted);
    }

    @Override
    public SignInTrials signInTrials() {
        return signInTrials;
    }

    @Override
    public void tellOfBackups(Supplier<BackupState> state) {
        backups.set(state);
    }

    @Override
    public StoredCounts count() {
        return knownObjects.count();
    }

    @Override
    public RunMeters meters() {
        return meters;
    }

    @Override
    public List<String> otherNodes() {
        return joined ? nodes.others() : List.of();
    }

    @Override
    public long changes() {
        return web.changes();
    }

    @Override
    public boolean holdWrites(String message, Duration atMost) {
        return web.holdWrites(message, atMost);
    }

    @Override
    public void allowWrites() {
        web.allowWrites();
    }

    @Override
    public void refuseWrites(String message) {
        readOnly = true;
        web.refuseWrites(message);
    }

    /** Gives everybody who has the password of the test mode that other one, in a database that is not in use yet. */
    static void replaceTestPassword(ApplianceConfig config, Database database, Secret password, Clock clock) {
        var passwords = new Passwords(Passwords.ROUNDS);
        var mails = new Mails(config::mail, config.http(), config.access(), clock);
        var links = new AccountLinks(config.secretKey(), config.http());
        var users = new UserAdministration(database, mails, passwords, links, clock);
        new TestPassword(database, passwords).holders().forEach(name -> users.setPassword(name, password.reveal()));
    }

    /** What people do with their own account. */
    public Accounts accounts() {
        return accounts;
    }

    @Override
    public void openDatabase() {
        database.open();
    }

    @Override
    public void openStore() {
        objects.open();
    }

    @Override
    public void migrate() {
        database.migrate();
        search.rebuild();
    }

    @Override
    public boolean awaitsUpdate() {
        return database.awaitsUpdate();
    }

    @Override
    public Sample sampleObjects() {
        var known = knownObjects.sample(SAMPLE);
        long found = known.stream()
                .filter(object -> objects.find(object.owner(), object.hash()).isPresent())
                .count();
        return new Sample(known.size(), found);
    }

    @Override
    public void proveDatabase() {
        database.prove();
    }

    @Override
    public void moveDatabase(DatabaseConfig.Postgres place) {
        database.moveTo(place);
    }

    @Override
    public void moveStore(StoreConfig.S3 place) {
        if (objects instanceof MovingObjectStore moving) {
            moving.moveTo(bucket(config, place));
        } else {
            throw new IllegalStateException("A folder does not move");
        }
    }

    @Override
    public void proveStore() {
        objects.prove();
    }

    @Override
    public boolean lacksSpace() {
        return objects.lacksSpace();
    }

    @Override
    public boolean databaseLacksSpace() {
        return database.lacksSpace();
    }

    @Override
    public Optional<Instant> databaseClock() {
        return database.clock();
    }

    @Override
    public Optional<Instant> storeClock() {
        return objects.clock();
    }

    @Override
    public List<String> administratorsWithTestPassword() {
        return testPassword.holders();
    }

    @Override
    public Optional<String> mailTrouble() {
        return delivery.failing();
    }

    @Override
    public Optional<String> sendTestMail(String recipient) {
        return delivery.sendTest(recipient, live.name());
    }

    @Override
    public int waitingForDatabase() {
        return database.waiting();
    }

    @Override
    public Optional<ServerCertificate> certificate() {
        return certificate;
    }

    @Override
    public void renewCertificate() throws UnusableCertificate {
        web.renewCertificate();
    }

    @Override
    public void prepareAccounts(Consumer<NewAdministrator> shown) {
        if (isShareable()) {
            nodes.join();
            joined = true;
            housekeeping.scheduleWithFixedDelay(
                    this::sayAlive, Nodes.BEAT.toSeconds(), Nodes.BEAT.toSeconds(), TimeUnit.SECONDS);
        }
        prepareFirstAdministrator(shown);
        delivery.start();
        relations.start();
        changesAhead.start();
        housekeeping.scheduleWithFixedDelay(
                this::tidy, HOUSEKEEPING.toSeconds(), HOUSEKEEPING.toSeconds(), TimeUnit.SECONDS);
    }

    private void prepareFirstAdministrator(Consumer<NewAdministrator> shown) {
        if (config.mode() == Mode.TEST) {
            accounts.createAdministrator("admin", "quilt", "admin@localhost");
            return;
        }
        var first = config.firstAdministrator();
        if (first.password().isPresent()) {
            accounts.createFirstAdministrator(
                    first.name(), first.password().get().reveal(), first.email());
        } else {
            accounts.introduceFirstAdministrator(
                    first.name(),
                    first.email(),
                    Assembly::newPassword,
                    (name, password) -> shown.accept(new NewAdministrator(name, new Secret(password))));
        }
    }

    /** 96 random bits, as letters and digits that people can type. */
    static String newPassword() {
        var bits = new byte[12];
        new SecureRandom().nextBytes(bits);
        return HexFormat.ofDelimiter("").formatHex(bits).replaceAll("(.{6})(?!$)", "$1-");
    }

    /** Whether other nodes may use the same database. */
    private boolean isShareable() {
        return !(config.database() instanceof DatabaseConfig.Memory);
    }

    private void sayAlive() {
        try {
            nodes.sayAlive();
        } catch (RuntimeException failed) {
            log.warn("The other nodes could not be told that this one lives; they will be next time", failed);
        }
    }

    private void leave() {
        try {
            nodes.leave();
        } catch (RuntimeException away) {
            log.info("The other nodes will find out by themselves that this one ended: {}", away.getMessage());
        }
    }

    /** Runs again whatever happens to it: a database that is away for a while comes back. */
    private void tidy() {
        try {
            accounts.removeExpired();
        } catch (RuntimeException failed) {
            log.warn("Expired tokens, codes and links could not be removed; they will be next time", failed);
        }
    }

    @Override
    public void listen() {
        web.start();
    }

    @Override
    public URI registryAddress() {
        return web.registryAddress();
    }

    @Override
    public URI catalogAddress() {
        return web.catalogAddress();
    }

    @Override
    public String boot() {
        return boot;
    }

    @Override
    public void selfCheck() {
        if (readOnly) {
            database.proveWritable();
            objects.prove();
            return;
        }
        new SelfCheck(web.registryAddress(), boot, links, objects, database, trust()).run();
    }

    private SSLContext trust() {
        return certificate.map(ServerCertificate::trust).orElseGet(ServerCertificate::usualTrust);
    }

    @Override
    public void admit() {
        meters.traffic().begin();
        web.admit();
    }

    @Override
    public void drain(Duration atMost) {
        web.drain(atMost);
    }

    @Override
    public void close() {
        web.close();
        tables.close();
        housekeeping.shutdownNow();
        relations.close();
        changesAhead.close();
        delivery.close();
        if (joined) {
            leave();
        }
        search.close();
        objects.close();
        database.close();
    }
}
