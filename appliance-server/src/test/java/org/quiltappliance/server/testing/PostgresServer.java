package org.quiltappliance.server.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Secret;

/**
 * One throw-away PostgreSQL server for all tests of this JVM, started on first use and gone with the JVM, however that
 * ends. A test takes a database of its own from it:
 *
 * <pre>{@code
 * var database = new Database(PostgresServer.freshDatabase());
 * }</pre>
 *
 * Never skips: without PostgreSQL's programs the test fails and says what to install.
 */
public final class PostgresServer {

    private static final int POOL_MAX = 8;
    private static final int PORTS_TO_TRY = 3;
    private static final String SYSTEM_USER = "postgres";
    private static final String TO_INSTALL =
            " Install the package \"postgresql\" (or put initdb, pg_ctl and postgres of version 12 or newer on the path).";

    /**
     * Ends the server when standard input ends, which is when the JVM is gone for whatever reason. Ignores the signals
     * that a terminal sends to everybody, to live long enough for that.
     */
    private static final String GUARD = """
            trap '' INT TERM HUP
            cat >/dev/null
            "$1/pg_ctl" stop -s -m immediate -D "$2/data"
            rm -rf "$2/"*
            rmdir "$2"
            """;

    private final Path programs;
    private final Path folder;
    private final int port;
    private final Secret password;
    private final AtomicInteger databases = new AtomicInteger();

    /** Starts the server when the first test asks for it. */
    private static final class Shared {
        static final PostgresServer SERVER = start();
    }

    private PostgresServer(Path programs, Path folder, int port, Secret password) {
        this.programs = programs;
        this.folder = folder;
        this.port = port;
        this.password = password;
    }

    /** A server of its own, for a test that does something to it; gone with the JVM, too. */
    public static PostgresServer own() {
        return start();
    }

    /** A new, empty database of this server. */
    public DatabaseConfig.Postgres database() {
        return create();
    }

    /** Ends it as a crash does: {@code kill -9}, of all its processes at once. */
    public void kill() {
        signal("KILL");
    }

    /** Makes it as if it were not there: it accepts connections and answers nothing. */
    public void pause() {
        signal("STOP");
    }

    public void resume() {
        signal("CONT");
    }

    /** Ends it as an administrator does; open connections are told. */
    public void stop() {
        control("stop", "--mode=fast", "--wait", "--silent", "--pgdata=" + folder.resolve("data"));
    }

    /** Starts it again, after {@link #kill()} or {@link #stop()}. */
    public void startAgain() {
        control(startOptions(folder, port));
    }

    private void control(String... arguments) {
        var command = new ArrayList<>(List.of(programs.resolve("pg_ctl").toString()));
        command.addAll(List.of(arguments));
        try {
            String problem = run(folder, command.toArray(String[]::new));
            if (!problem.isEmpty()) {
                throw new IllegalStateException("PostgreSQL does not do as it is told:\n" + problem);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private void signal(String name) {
        try {
            var lines = Files.readAllLines(folder.resolve("data/postmaster.pid"));
            var first = ProcessHandle.of(Long.parseLong(lines.get(0))).orElseThrow();
            var all = new ArrayList<>(first.descendants().toList());
            // Itself first where that means its end, or it would start anew what is missing.
            all.add(name.equals("KILL") ? 0 : all.size(), first);
            var command = new ArrayList<>(List.of("kill", "-" + name));
            all.forEach(process -> command.add("" + process.pid()));
            new ProcessBuilder(command).start().waitFor();
            if (name.equals("KILL")) {
                all.forEach(process -> process.onExit().join());
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** As the settings write it: {@code postgresql://user:password@host:port/name}. */
    public static String address(DatabaseConfig.Postgres database) {
        return "postgresql://" + database.user() + ":" + database.password().reveal() + "@"
                + database.jdbcUrl().substring("jdbc:postgresql://".length());
    }

    /** A new, empty database in UTF-8 that nobody else uses. */
    public static DatabaseConfig.Postgres freshDatabase() {
        return Shared.SERVER.create();
    }

    private DatabaseConfig.Postgres create() {
        String name = "test" + databases.incrementAndGet();
        try (var connection = DriverManager.getConnection(url("postgres"), SYSTEM_USER, password.reveal());
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException failed) {
            throw new IllegalStateException("The test server made no database.", failed);
        }
        return new DatabaseConfig.Postgres(url(name), SYSTEM_USER, password, POOL_MAX);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static PostgresServer start() {
        try {
            Path programs = programs();
            Path folder = folder();
            guard(programs, folder);
            var password = new Secret(UUID.randomUUID().toString());
            initialise(programs, folder, password);
            return new PostgresServer(programs, folder, listen(programs, folder), password);
        } catch (IOException failed) {
            throw new UncheckedIOException("PostgreSQL did not start for the tests.", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while PostgreSQL started for the tests.", stopped);
        }
    }

    private static void initialise(Path programs, Path folder, Secret password)
            throws IOException, InterruptedException {
        Path passwordFile = folder.resolve("password");
        Files.writeString(passwordFile, password.reveal());
        giveToSystemUser(passwordFile);
        String problem = run(
                folder,
                programs.resolve("initdb").toString(),
                "--pgdata=" + folder.resolve("data"),
                "--username=" + SYSTEM_USER,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync");
        if (!problem.isEmpty()) {
            throw new IllegalStateException("PostgreSQL made no data folder for the tests:\n" + problem);
        }
    }

    /** Another program can take the port between our looking and the server's using it, so more than one is tried. */
    private static int listen(Path programs, Path folder) throws IOException, InterruptedException {
        String problem = "";
        for (int attempt = 0; attempt < PORTS_TO_TRY; attempt++) {
            int port = FreePort.find();
            var command = new ArrayList<>(List.of(programs.resolve("pg_ctl").toString()));
            command.addAll(List.of(startOptions(folder, port)));
            problem = run(folder, command.toArray(String[]::new));
            if (problem.isEmpty()) {
                return port;
            }
        }
        throw new IllegalStateException("PostgreSQL did not start for the tests:\n" + problem);
    }

    private static String[] startOptions(Path folder, int port) {
        return new String[] {
            "start",
            "--wait",
            "--silent",
            "--pgdata=" + folder.resolve("data"),
            "--log=" + folder.resolve("server.log"),
            "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
                    + " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
                    + " -c max_connections=200"
        };
    }

    /** Runs the program to its end; gives nothing when all went well, else what it said. */
    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        Path said = folder.resolve("said.log");
        // Into a file: the server inherits the output and would keep a pipe open for as long as it runs.
        Process process = new ProcessBuilder(asSystemUser(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        process.getOutputStream().close();
        if (process.waitFor() == 0) {
            return "";
        }
        Path log = folder.resolve("server.log");
        return Files.readString(said) + (Files.isReadable(log) ? Files.readString(log) : "");
    }

    private static void guard(Path programs, Path folder) throws IOException {
        new ProcessBuilder(asSystemUser("sh", "-c", GUARD, "guard", programs.toString(), folder.toString()))
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** PostgreSQL refuses to run as root, so root hands over to the user that its package makes. */
    private static List<String> asSystemUser(String... command) {
        var all = new ArrayList<String>();
        if (isRoot()) {
            all.addAll(List.of("runuser", "-u", SYSTEM_USER, "--"));
        }
        all.addAll(List.of(command));
        return all;
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static Path folder() throws IOException {
        Path folder = Files.createTempDirectory("postgres-for-tests-");
        giveToSystemUser(folder);
        return folder;
    }

    private static void giveToSystemUser(Path path) throws IOException {
        if (isRoot()) {
            var users = path.getFileSystem().getUserPrincipalLookupService();
            try {
                Files.setOwner(path, users.lookupPrincipalByName(SYSTEM_USER));
            } catch (UserPrincipalNotFoundException missing) {
                throw new IllegalStateException(
                        "The system user " + SYSTEM_USER + ", needed to run PostgreSQL from root, is missing."
                                + TO_INSTALL,
                        missing);
            }
        }
    }

    private static Path programs() throws IOException {
        var folders = new ArrayList<Path>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted(Comparator.comparing(PostgresServer::version).reversed())
                        .forEach(version -> folders.add(version.resolve("bin")));
            }
        }
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of)
                .forEach(folders::add);
        return folders.stream()
                .filter(folder -> Stream.of("initdb", "pg_ctl", "postgres")
                        .allMatch(program -> Files.isExecutable(folder.resolve(program))))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "PostgreSQL is needed by this test and is not on this machine." + TO_INSTALL));
    }

    private static int version(Path folder) {
        String name = folder.getFileName().toString();
        return name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
    }
}
