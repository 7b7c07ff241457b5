package org.quiltappliance.ui.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.StoreConfig;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.objects.S3ObjectStore;
import org.quiltappliance.server.reliability.SmallDisk;
import org.quiltappliance.server.testing.Cable;
import org.quiltappliance.server.testing.MinioServer;
import org.quiltappliance.server.testing.PostgresServer;
import org.quiltappliance.ui.testing.Window;

/** The failures of a start that need no containers: each is told, and its remedy lets the start go on. */
class FailuresIT {

    @TempDir
    Path home;

    private interface Maker {
        Trouble make() throws Exception;
    }

    private static Named<Maker> named(String name, Maker maker) {
        return Named.of(name, maker);
    }

    static Stream<Named<Maker>> troubles() {
        return Stream.of(
                named("port in use", FailuresIT::portInUse),
                named("port in use on IPv6 alone", FailuresIT::portInUseOnTheOtherLoopback),
                named("address that leads elsewhere", FailuresIT::anotherServer),
                named("address of another computer", FailuresIT::foreignAddress),
                named("sharing test mode", FailuresIT::sharedTestMode),
                named("setting that makes no sense", FailuresIT::badSetting),
                named("certificate that is none", FailuresIT::badCertificate),
                named("disk that is nearly full", FailuresIT::smallDisk),
                named("database that does not answer", FailuresIT::silentDatabase),
                named("password that the database refuses", FailuresIT::wrongPassword),
                named("database of something else", FailuresIT::foreignDatabase),
                named("database user without rights", FailuresIT::noRights),
                named("storage that does not answer", FailuresIT::silentStorage),
                named("keys that the storage refuses", FailuresIT::wrongKeys),
                named("bucket that is missing", FailuresIT::missingBucket));
    }

    @ParameterizedTest
    @MethodSource("troubles")
    @Tag("AT-02")
    @Tag("AT-30")
    void failureIsToldAndItsRemedyLetsTheStartGoOn(Maker maker) throws Exception {
        try (var trouble = maker.make();
                var window = Window.open(trouble.home().orElse(home), trouble.settings())) {
            window.click("primary-action");
            window.awaitText("state-word", "Not running");

            window.awaitText("ov-fail-code", trouble.code().name());
            assertThat(window.text("ov-fail-title")).isNotBlank();
            assertThat(window.text("ov-fail-message")).contains(trouble.told());
            trouble.remedy();
            window.click(trouble.fixId());
            if (trouble.answer().isPresent()) {
                window.type("dlg-answer", trouble.answer().get());
                window.click("dlg-ok");
            }

            window.awaitText("state-word", "Running");
        }
    }

    // --- Network ---

    private static Trouble portInUse() throws IOException {
        var other = new ServerSocket(0);
        return Trouble.of(
                        ProblemCode.PORT_IN_USE,
                        "process " + ProcessHandle.current().pid())
                .with("APPLIANCE_REGISTRY_PORT", "" + other.getLocalPort())
                .endedBy(other::close);
    }

    private static Trouble portInUseOnTheOtherLoopback() throws IOException {
        var other = new ServerSocket();
        other.bind(new InetSocketAddress(InetAddress.getByName("::1"), 0));
        return Trouble.of(
                        ProblemCode.PORT_IN_USE,
                        "process " + ProcessHandle.current().pid())
                .with("APPLIANCE_CATALOG_PORT", "" + other.getLocalPort())
                .endedBy(other::close);
    }

    private static Trouble anotherServer() {
        URI elsewhere = MinioServer.freshBucket().endpoint();
        return Trouble.of(ProblemCode.ANOTHER_SERVER_ANSWERS, elsewhere.toString())
                .with("REGISTRY_URL", elsewhere.toString())
                .fixedBy(2);
    }

    /** Of a range that is kept for examples in documents. */
    private static Trouble foreignAddress() {
        return Trouble.of(ProblemCode.BIND_ADDRESS_GONE, "192.0.2.1")
                .with(on(PostgresServer.address(PostgresServer.freshDatabase())))
                .with("APPLIANCE_BIND", "192.0.2.1");
    }

    private static Trouble sharedTestMode() {
        return Trouble.of(ProblemCode.CONFIG_INVALID, "everybody knows")
                .with("APPLIANCE_BIND", "0.0.0.0")
                .answered("127.0.0.1");
    }

    // --- Settings ---

    /** Written by hand: the program itself would refuse it. */
    private static Trouble badSetting() throws IOException {
        Path home = Files.createTempDirectory("home");
        Files.writeString(home.resolve("appliance.env"), "APPLIANCE_MAX_REQUEST_MB=many\n");
        return Trouble.of(ProblemCode.CONFIG_INVALID, "APPLIANCE_MAX_REQUEST_MB")
                .in(home)
                .answered("200");
    }

    private static Trouble badCertificate() {
        return Trouble.of(ProblemCode.CERT_INVALID, "/nowhere/key.pem")
                .with("APPLIANCE_TLS", "pem")
                .with("APPLIANCE_TLS_CERT", "/nowhere/cert.pem")
                .with("APPLIANCE_TLS_KEY", "/nowhere/key.pem")
                .fixedBy(2);
    }

    // --- Disk ---

    private static Trouble smallDisk() throws IOException {
        var disk = SmallDisk.mounted(Files.createTempDirectory("small"), 600);
        Path file = disk.fill(150);
        return Trouble.of(ProblemCode.DISK_TOO_SMALL, "MB")
                .in(disk.folder().resolve("home"))
                .endedBy(disk::close)
                .after(() -> Files.delete(file))
                .fixedBy(4);
    }

    // --- Database ---

    private static Map<String, String> on(String database) {
        return Map.of(
                "APPLIANCE_MODE", "persistent",
                "APPLIANCE_DB", "external",
                "APPLIANCE_STORE", "folder",
                "SQLALCHEMY_DATABASE_URI", database);
    }

    private static String address(DatabaseConfig.Postgres database, int port) {
        return PostgresServer.address(database).replaceFirst(":\\d+/", ":" + port + "/");
    }

    private static int port(DatabaseConfig.Postgres database) {
        return URI.create(PostgresServer.address(database)).getPort();
    }

    private static Trouble silentDatabase() {
        var database = PostgresServer.freshDatabase();
        var cable = Cable.to(port(database));
        cable.cut();
        return Trouble.of(ProblemCode.DB_UNREACHABLE, "127.0.0.1:" + cable.port())
                .with(on(address(database, cable.port())))
                .endedBy(cable::close)
                .after(cable::mend);
    }

    private static Trouble wrongPassword() {
        var database = PostgresServer.freshDatabase();
        String right = PostgresServer.address(database);
        return Trouble.of(ProblemCode.DB_AUTH, "127.0.0.1:" + port(database))
                .with(on(right.replace(":" + database.password().reveal() + "@", ":guessed@")))
                .fixedBy(2)
                .answered(right);
    }

    private static void sql(DatabaseConfig.Postgres database, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.jdbcUrl(), database.user(), database.password().reveal());
                var work = connection.createStatement()) {
            work.execute(statement);
        }
    }

    private static Trouble foreignDatabase() throws SQLException {
        var database = PostgresServer.freshDatabase();
        sql(database, "create table wiki (page text)");
        return Trouble.of(ProblemCode.DB_SCHEMA_FOREIGN, "wiki")
                .with(on(PostgresServer.address(database)))
                .answered(PostgresServer.address(PostgresServer.freshDatabase()));
    }

    private static Trouble noRights() throws SQLException {
        var database = PostgresServer.freshDatabase();
        sql(database, "create role visitor login password 'visitor'");
        sql(database, "revoke create on schema public from public");
        String visitor = PostgresServer.address(database).replaceFirst("//[^@]*@", "//visitor:visitor@");
        return Trouble.of(ProblemCode.DB_NO_RIGHTS, "GRANT CREATE ON SCHEMA")
                .with(on(visitor))
                .endedBy(() -> sql(database, "drop owned by visitor; drop role visitor"))
                .after(() -> sql(database, "grant create on schema public to visitor"));
    }

    // --- Storage ---

    private static Map<String, String> on(StoreConfig.S3 bucket, String endpoint) {
        var settings = new HashMap<>(on(PostgresServer.address(PostgresServer.freshDatabase())));
        settings.put("APPLIANCE_STORE", "external");
        settings.put("S3_ENDPOINT", endpoint);
        settings.put("PACKAGE_BUCKET_NAME", bucket.bucket());
        settings.put("AWS_ACCESS_KEY_ID", bucket.accessKey());
        settings.put("AWS_SECRET_ACCESS_KEY", bucket.secretKey().reveal());
        return settings;
    }

    private static StoreConfig.S3 bucket() {
        var bucket = MinioServer.freshBucket();
        S3ObjectStore.createBucket(bucket);
        return bucket;
    }

    private static Trouble silentStorage() {
        var bucket = bucket();
        var cable = Cable.to(bucket.endpoint().getPort());
        cable.cut();
        String endpoint = "http://127.0.0.1:" + cable.port();
        return Trouble.of(ProblemCode.S3_UNREACHABLE, endpoint)
                .with(on(bucket, endpoint))
                .endedBy(cable::close)
                .after(cable::mend);
    }

    private static Trouble wrongKeys() {
        var bucket = bucket();
        return Trouble.of(ProblemCode.S3_AUTH, bucket.endpoint().toString())
                .with(on(bucket, bucket.endpoint().toString()))
                .with("AWS_SECRET_ACCESS_KEY", "guessed")
                .answered(bucket.secretKey().reveal());
    }

    private static Trouble missingBucket() {
        var bucket = MinioServer.freshBucket();
        return Trouble.of(ProblemCode.S3_NO_BUCKET, bucket.bucket())
                .with(on(bucket, bucket.endpoint().toString()));
    }
}
