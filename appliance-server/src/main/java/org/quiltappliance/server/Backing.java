package org.quiltappliance.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.PendingSecret;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.config.SettingsFiles;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.containers.BackingConfig;
import org.quiltappliance.server.containers.BackingServices;
import org.quiltappliance.server.containers.ContainerRuntime;
import org.quiltappliance.server.containers.FetchNews;
import org.quiltappliance.server.containers.Labels;
import org.quiltappliance.server.containers.LiveProbes;
import org.quiltappliance.server.containers.ManagedDatabase;
import org.quiltappliance.server.containers.ManagedStorage;
import org.quiltappliance.server.containers.PinnedImage;
import org.quiltappliance.server.containers.Role;
import org.quiltappliance.server.containers.StoreFlavour;
import org.quiltappliance.server.containers.docker.DockerFinding;
import org.quiltappliance.server.containers.docker.DockerSearch;
import org.quiltappliance.server.database.PostgresSchema;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.lifecycle.ContainerProblems;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers behind one configuration: finds the engine, brings them up, and says where database and objects are
 * then. Joins what {@code containers} can do with the settings and the home folder. For one thread at a time.
 */
final class Backing implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Backing.class);

    /** What is remembered of volumes in {@code instance.json}. */
    static final String DATABASE_VOLUME = "postgres";

    static final String STORE_VOLUME = "store";

    /** What runs in the container of the storage. */
    static final StoreFlavour FLAVOUR = StoreFlavour.MINIO;

    private static final String REGION = "us-east-1";

    private final ApplianceConfig config;
    private final Home home;
    private final ContainerRuntime runtime;
    private final BackingConfig plan;
    private final BackingServices services;
    private final ContainerProblems problems;
    private final SettingsFiles files;
    private final PasswordChange change;
    private Secret password;
    private Optional<ManagedDatabase> database = Optional.empty();
    private Optional<ManagedStorage> store = Optional.empty();
    private @Nullable Optional<Path> dataFolder;

    /** The schema of the settings may not be in a volume that was made anew. */
    private boolean makesSchema;

    private Backing(
            ApplianceConfig config,
            Home home,
            ContainerRuntime runtime,
            BackingConfig plan,
            BackingServices services,
            ContainerProblems problems,
            SettingsFiles files) {
        this.config = config;
        this.home = home;
        this.runtime = runtime;
        this.plan = plan;
        this.services = services;
        this.problems = problems;
        this.files = files;
        this.change = new PasswordChange(files, new PendingSecret(home), PasswordChange.Role.real());
        this.password =
                config.database() instanceof DatabaseConfig.Managed managed ? managed.password() : new Secret("");
    }

    /** Looks for an engine on this computer. @param setting that names one, if it has a value */
    static DockerFinding search(Optional<String> setting) {
        return new DockerSearch(DockerSearch.Surroundings.here()).find(setting);
    }

    /**
     * Finds the engine and says hello.
     *
     * @param search finds an engine, by the setting that names one
     * @throws ProblemException when there is none that can be used
     */
    static Backing connect(
            Function<Optional<String>, DockerFinding> search,
            ApplianceConfig config,
            Home home,
            Redaction redaction,
            Clock clock)
            throws IOException {
        return joined(
                connection(search, config, clock),
                runtime -> on(runtime, config, home, instance(home), redaction, clock));
    }

    /** The same for whoever is about to fill volumes: those that are gone are made anew, empty. */
    static Backing connectAnew(
            Function<Optional<String>, DockerFinding> search,
            ApplianceConfig config,
            Home home,
            Redaction redaction,
            Clock clock)
            throws IOException {
        return joined(connection(search, config, clock), runtime -> {
            Instance instance = instance(home);
            for (String volume : instance.volumes().values()) {
                if (runtime.volume(volume).isEmpty()) {
                    instance = instance.forgetting(volume);
                }
            }
            var backing = on(runtime, config, home, instance, redaction, clock);
            backing.makesSchema = true;
            return backing;
        });
    }

    interface Joining {
        Backing on(ContainerRuntime runtime) throws IOException;
    }

    /** Lets go of the connection again when that fails. */
    static Backing joined(ContainerRuntime runtime, Joining joining) throws IOException {
        boolean joined = false;
        try {
            var backing = joining.on(runtime);
            joined = true;
            return backing;
        } finally {
            if (!joined) {
                runtime.close();
            }
        }
    }

    /** @throws ProblemException when there is no engine that can be used */
    static ContainerRuntime connection(
            Function<Optional<String>, DockerFinding> search, ApplianceConfig config, Clock clock) {
        var finding = search.apply(config.docker().host());
        finding.problem(new ContainerProblems(clock)).ifPresent(problem -> {
            throw new ProblemException(problem);
        });
        return finding.runtime().orElseThrow();
    }

    /**
     * The same without a container for the files, when their volume is gone: nothing empty takes its place, and what the
     * database knows can be read.
     */
    static ApplianceConfig withoutMissingFiles(
            ContainerRuntime runtime, ApplianceConfig config, Home home, Instance instance) {
        String known = instance.volumes().get(STORE_VOLUME);
        boolean gone = config.objects().store() instanceof StoreConfig.Managed
                && known != null
                && runtime.volume(known).isEmpty();
        return gone ? config.with(config.objects().in(new StoreConfig.Folder(home.objects(), false))) : config;
    }

    /**
     * The volumes that hold data in force. Not those of a database or a storage that the settings have turned away from;
     * in test mode persistent data are still in force, only not in use.
     */
    static Set<String> volumesInForce(ApplianceConfig config, Instance instance) {
        var inForce = new HashMap<>(instance.volumes());
        if (config.mode() == Mode.PERSISTENT) {
            if (!(config.database() instanceof DatabaseConfig.Managed)) {
                inForce.remove(DATABASE_VOLUME);
            }
            if (!(config.objects().store() instanceof StoreConfig.Managed)) {
                inForce.remove(STORE_VOLUME);
            }
        }
        return Set.copyOf(inForce.values());
    }

    /** Whose containers they are. @throws IOException when nobody used the home folder yet */
    static Instance instance(Home home) throws IOException {
        return Instance.read(home).orElseThrow(() -> new IOException("The home folder has not been set up yet."));
    }

    /** With a connection that is there, and is closed along with this. */
    static Backing on(
            ContainerRuntime runtime,
            ApplianceConfig config,
            Home home,
            Instance instance,
            Redaction redaction,
            Clock clock) {
        var problems = new ContainerProblems(clock);
        var plan = planOf(config, home, instance);
        var services = new BackingServices(runtime, plan, new LiveProbes(), problems, redaction, clock);
        return new Backing(config, home, runtime, plan, services, problems, new SettingsFiles(home, clock));
    }

    private static BackingConfig planOf(ApplianceConfig config, Home home, Instance instance) {
        return new BackingConfig(
                instance.id(),
                instance.suffix(),
                config.name(),
                Version.current(),
                config.database() instanceof DatabaseConfig.Managed managed
                        ? Optional.of(database(managed, instance))
                        : Optional.empty(),
                config.objects().store() instanceof StoreConfig.Managed managed
                        ? Optional.of(store(managed, instance))
                        : Optional.empty(),
                config.docker().keepContainers(),
                home.images(),
                home.logs(),
                BackingConfig.Patience.USUAL);
    }

    private static BackingConfig.Database database(DatabaseConfig.Managed managed, Instance instance) {
        return new BackingConfig.Database(
                managed.image()
                        .orElseGet(() -> PinnedImage.of("postgres").reference().toString()),
                managed.port(),
                managed.password(),
                Optional.ofNullable(instance.volumes().get(DATABASE_VOLUME)),
                managed.poolMax());
    }

    private static BackingConfig.Storage store(StoreConfig.Managed managed, Instance instance) {
        return new BackingConfig.Storage(
                FLAVOUR,
                managed.image()
                        .orElseGet(() ->
                                PinnedImage.of(FLAVOUR.label()).reference().toString()),
                managed.port(),
                managed.accessKey(),
                managed.secretKey(),
                Optional.ofNullable(instance.volumes().get(STORE_VOLUME)));
    }

    BackingServices services() {
        return services;
    }

    ContainerRuntime runtime() {
        return runtime;
    }

    Home home() {
        return home;
    }

    /** The volumes that hold data in force, or did before. */
    Set<String> knownVolumes() throws IOException {
        var instance = Instance.read(home).orElseThrow();
        var known = new HashSet<>(instance.volumes().values());
        known.addAll(instance.superseded().keySet());
        return known;
    }

    ContainerProblems problems() {
        return problems;
    }

    /** The engine, in words for people. */
    String engine() {
        return EngineText.of(runtime.info());
    }

    /** Where the engine keeps volumes, when that is on a disk of this computer. */
    Optional<Path> dataFolder() {
        Optional<Path> known = dataFolder;
        if (known == null) {
            known = Optional.of(Path.of(runtime.info().dataFolder())).filter(Files::isDirectory);
            dataFolder = known;
        }
        return known;
    }

    /** @throws ProblemException for what would end the start anyway */
    void images(FetchNews detail) throws InterruptedException {
        for (Problem problem : services.examine().problems()) {
            throw new ProblemException(problem);
        }
        services.imagesForStart(detail);
    }

    /** @return notices for people */
    List<Problem> containers(Consumer<String> detail) throws InterruptedException {
        return services.notice(services.prepareContainers(detail)).stream().toList();
    }

    /** Waits until both answer. @return the same configuration with their addresses in it */
    ApplianceConfig settled(Consumer<String> detail) throws InterruptedException {
        DatabaseConfig where = config.database();
        if (where instanceof DatabaseConfig.Managed) {
            where = awaitDatabase(detail);
        }
        StoreConfig objects = config.objects().store();
        if (objects instanceof StoreConfig.Managed) {
            objects = awaitStore(detail);
        }
        return config.with(where, config.objects().in(objects));
    }

    DatabaseConfig.Postgres awaitDatabase(Consumer<String> detail) throws InterruptedException {
        ManagedDatabase ready = letIn(detail);
        database = Optional.of(ready);
        if (makesSchema) {
            schema().ifPresent(name -> PostgresSchema.ensure(server(ready), name));
        }
        return place(ready);
    }

    /** Where the tables are in a database of ours. */
    DatabaseConfig.Postgres place(ManagedDatabase ready) {
        var place = server(ready);
        return schema().map(place::in).orElse(place);
    }

    /** The same without looking at schemas. */
    DatabaseConfig.Postgres server(ManagedDatabase ready) {
        return new DatabaseConfig.Postgres(
                ready.jdbcUrl(),
                ready.user(),
                ready.password(),
                config.database().poolMax());
    }

    /** The schema that the settings name, if not the usual one. */
    Optional<String> schema() {
        return config.database() instanceof DatabaseConfig.Managed managed ? managed.schema() : Optional.empty();
    }

    /** With the password of the settings, or with that of a change that did not come to its end. */
    private ManagedDatabase letIn(Consumer<String> detail) throws InterruptedException {
        Secret present = password;
        try {
            return change.open(present, given -> {
                use(given);
                return services.awaitDatabase(detail);
            });
        } catch (ProblemException refused) {
            use(present);
            throw refused;
        }
    }

    private void use(Secret databasePassword) {
        if (!databasePassword.equals(password)) {
            password = databasePassword;
            services.useDatabasePassword(databasePassword);
        }
    }

    /**
     * Gives the database another password ({@code control-panel.md} SE-1).
     *
     * @return where it is, with the password that holds now
     */
    DatabaseConfig.Postgres changePassword(Secret next, Consumer<String> detail) throws InterruptedException {
        var present = awaitDatabase(detail);
        detail.accept("Giving the database another password");
        var changed = change.change(present, next);
        use(next);
        return changed;
    }

    /**
     * Gives the store other keys: its container starts anew with them on the same volume, and only what opens it then is
     * written down. The former keys return when that fails.
     *
     * @return where it is, with the keys that hold now
     */
    StoreConfig.S3 changeStoreKeys(String accessKey, Secret secretKey, Consumer<String> detail)
            throws InterruptedException {
        var former = awaitStore(detail);
        boolean done = false;
        try {
            detail.accept("Starting the storage with other keys");
            services.useStoreKeys(accessKey, secretKey);
            services.renewSecrets(Role.STORE);
            var changed = awaitStore(detail);
            writeStoreKeys(accessKey, secretKey);
            done = true;
            return changed;
        } finally {
            if (!done) {
                returnStoreKeys(former, detail);
            }
        }
    }

    /** Whichever of the two is written down when this is broken off, the next start gives the container what it finds. */
    private void writeStoreKeys(String accessKey, Secret secretKey) {
        try {
            files.set(Settings.S3_KEY.name(), accessKey);
            files.set(Settings.S3_SECRET.name(), secretKey.reveal());
        } catch (IOException failed) {
            throw new Unavailable(
                    "The new keys of the storage could not be written down: " + Reasons.of(failed) + ".", failed);
        }
    }

    private void returnStoreKeys(StoreConfig.S3 former, Consumer<String> detail) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            services.useStoreKeys(former.accessKey(), former.secretKey());
            services.renewSecrets(Role.STORE);
            awaitStore(detail);
            writeStoreKeys(former.accessKey(), former.secretKey());
        } catch (ProblemException | ApplianceException left) {
            log.warn("The storage did not get its former keys back yet; the next start gives it those it finds", left);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Makes the bucket, too, which nobody else would in a new store; that proves the keys at the same time. */
    StoreConfig.S3 awaitStore(Consumer<String> detail) throws InterruptedException {
        ManagedStorage ready = services.awaitStore(detail);
        store = Optional.of(ready);
        var place = bucket(ready.endpoint(), ready);
        try (var made = new S3ObjectStore(place, home.folder().resolve("uploads"), true)) {
            made.open();
        }
        return place;
    }

    private StoreConfig.S3 bucket(URI endpoint, ManagedStorage ready) {
        var managed = (StoreConfig.Managed) config.objects().store();
        return new StoreConfig.S3(
                endpoint,
                Optional.empty(),
                managed.bucket(),
                REGION,
                StoreConfig.PathStyle.YES,
                ready.accessKey(),
                ready.secretKey());
    }

    /** Where the rows are, in words for people. */
    String rows() {
        return database.map(ready -> "the Docker volume " + ready.volume())
                .orElseGet(() -> Places.database(config.database()));
    }

    /** Where the files are, in words for people. */
    String files() {
        return store.map(ready -> "the Docker volume " + ready.volume())
                .orElseGet(() -> Places.store(config.objects().store()));
    }

    /** Where the data is, in words for people. */
    String places() {
        return "Database: "
                + database.map(ready -> "Docker volume " + ready.volume())
                        .orElseGet(() -> Places.database(config.database()))
                + "; objects: "
                + store.map(ready -> "Docker volume " + ready.volume())
                        .orElseGet(() -> Places.store(config.objects().store()))
                + ".";
    }

    /**
     * From now on there is data in the volumes, and an empty one in the place of one of them is a loss. The images are
     * remembered, too, for the day when others take their place.
     */
    void remember() throws IOException {
        Instance instance = Instance.read(home).orElseThrow();
        Instance knowing = instance;
        if (database.isPresent()) {
            knowing = knowing.keepingIn(DATABASE_VOLUME, database.get().volume());
        }
        if (store.isPresent()) {
            knowing = knowing.keepingIn(STORE_VOLUME, store.get().volume());
        }
        for (var container : runtime.containers(Labels.INSTANCE, instance.id())) {
            knowing = knowing.using(container.imageId(), container.label(Labels.IMAGE));
        }
        if (!knowing.equals(instance)) {
            knowing.write(home);
        }
    }

    /** @throws ProblemException STORE_DATA_MISSING when the database is known to have held data */
    void requireFreshDatabase() throws IOException {
        String known = instance(home).volumes().get(DATABASE_VOLUME);
        if (known != null && database.isPresent()) {
            throw new ProblemException(problems.volumeMissing(
                    new ContainerProblems.MissingVolume("database", known, false, services.otherVolumes(Role.POSTGRES)),
                    false));
        }
    }

    /** The container of that role, once it has answered. */
    Optional<String> container(Role role) {
        return switch (role) {
            case POSTGRES -> database.map(ManagedDatabase::container);
            case STORE -> store.map(ManagedStorage::container);
        };
    }

    /** The image that the settings want for that role, when the part is ours. */
    Optional<String> image(Role role) {
        return switch (role) {
            case POSTGRES -> plan.database().map(BackingConfig.Database::image);
            case STORE -> plan.store().map(BackingConfig.Storage::image);
        };
    }

    /** Where a container writes its log. */
    Path log(Role role) {
        return home.logs().resolve(role == Role.POSTGRES ? "postgres.log" : "store.log");
    }

    @Override
    public void close() {
        services.close();
        runtime.close();
    }
}
