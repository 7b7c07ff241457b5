package org.quiltappliance.server.testing;

import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.errors.MinioException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.StoreConfig;

/**
 * The data of an original Quilt 2 registry: a database in the final state of its migrations, and its bucket on a MinIO
 * server. What is put into it is what that registry would have stored.
 */
public final class OriginalRegistry implements AutoCloseable {

    /** As the library of the original wrote it: PBKDF2 with SHA-512, 500,000 rounds, of {@link #PASSWORD}. */
    public static final String PASSWORD_HASH = "$pbkdf2-sha512$500000$AAECAwQFBgcICQoLDA0ODw$"
            + "1lNw68PrD9zhSjIoshxlZqcUOLPZmVmKXY2QwYQhgRQIUY10yZGj0TAcJ8Nd3RQqMvGtDPiYUou3g60WHBsAaQ";

    public static final String PASSWORD = "an old passw\u00f6rd";

    /** As the sign-in server before it wrote it, of {@code quilt}. */
    public static final String DJANGO_HASH =
            "pbkdf2_sha256$20000$PEZ6yGDDm4LK$Jx9/lOYmgbELXywYYrySjTkc1yBcpZM4fUjRtI8ajRA=";

    private static final String READER = "reader_of_the_original";
    private static final String READER_PASSWORD = "only-reads-the-original";
    private static final Instant BEGIN = Instant.parse("2018-03-01T08:00:00.123456Z");

    private final DatabaseConfig.Postgres database = PostgresServer.freshDatabase();
    private final StoreConfig.S3 bucket = MinioServer.freshBucket();
    private final MinioClient client = MinioServer.client(bucket);
    private final Connection connection;
    private final Set<String> sent = new HashSet<>();
    private long minutes;

    public OriginalRegistry() {
        try {
            connection = DriverManager.getConnection(
                    database.jdbcUrl(), database.user(), database.password().reveal());
            run(Resources.text("original/schema.sql"));
            run("insert into alembic_version values ('the last one')");
            client.makeBucket(MakeBucketArgs.builder().bucket(bucket.bucket()).build());
            run("do $$ begin create role " + READER + " login password '" + READER_PASSWORD
                    + "'; exception when duplicate_object then null; end $$");
            run("grant select on all tables in schema public to " + READER);
        } catch (SQLException | MinioException | GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("There is no original registry for the tests.", failed);
        }
    }

    /** For somebody who may only read. */
    public DatabaseConfig.Postgres database() {
        return new DatabaseConfig.Postgres(database.jdbcUrl(), READER, new Secret(READER_PASSWORD), 1);
    }

    public StoreConfig.S3 bucket() {
        return bucket;
    }

    /** As {@code --objects} wants it. */
    public String objects() {
        return bucket.endpoint() + "/" + bucket.bucket();
    }

    /** The next minute. */
    private Instant tick() {
        return BEGIN.plus(minutes++, ChronoUnit.MINUTES);
    }

    public void run(String sql, @Nullable Object... values) {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                Object value = values[i];
                statement.setObject(i + 1, value instanceof Instant time ? Timestamp.from(time) : value);
            }
            statement.execute();
        } catch (SQLException failed) {
            throw new IllegalStateException(sql, failed);
        }
    }

    public void user(String name, @Nullable String email, @Nullable String password, boolean admin) {
        var joined = tick();
        run(
                "insert into \"user\" (id, name, email, password, is_admin, is_active, date_joined, last_login)"
                        + " values (?, ?, ?, ?, ?, true, ?, ?)",
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                name,
                email,
                password,
                admin,
                joined,
                joined);
    }

    public void pkg(String owner, String name) {
        run("insert into package (owner, name) values (?, ?)", owner, name);
        grant(owner, name, owner);
    }

    public void grant(String owner, String name, String grantee) {
        run("insert into access select id, ? from package where owner = ? and name = ?", grantee, owner, name);
    }

    /** A push by the owner, with its event, its line of the log, its objects and the tag {@code latest}. */
    public void push(String owner, String name, Tree tree) {
        pushed(owner, name, tree, tree.hash());
        tree.objects().forEach((hash, bytes) -> {
            if (sent.add(owner + "/" + hash)) {
                object(owner, hash, bytes);
            }
        });
    }

    /** A push whose objects never came. @param hash said to be that of the tree */
    public void pushed(String owner, String name, Tree tree, String hash) {
        var time = tick();
        run(
                "insert into instance (package_id, hash, created_at, created_by, updated_at, updated_by, contents)"
                        + " select id, ?, ?, ?, ?, ?, cast(? as jsonb) from package where owner = ? and name = ?",
                hash,
                time,
                owner,
                time.plusSeconds(7),
                owner,
                new String(Answer.write(tree.json()), StandardCharsets.UTF_8),
                owner,
                name);
        run(
                "insert into log (package_id, instance_id, created, author) select p.id, i.id, ?, ? from package p"
                        + " join instance i on i.package_id = p.id where owner = ? and name = ? and hash = ?",
                time,
                owner,
                owner,
                name,
                hash);
        run(
                "insert into event (created, \"user\", type, package_owner, package_name, package_hash, extra)"
                        + " values (?, ?, 1, ?, ?, ?, '{\"public\": false}')",
                time,
                owner,
                owner,
                name,
                hash);
        tag(owner, name, "latest", hash);
    }

    public void tag(String owner, String name, String tag, String hash) {
        run(
                "insert into tag (package_id, tag, instance_id) select p.id, ?, i.id from package p"
                        + " join instance i on i.package_id = p.id where owner = ? and name = ? and hash = ?"
                        + " on conflict (package_id, tag) do update set instance_id = excluded.instance_id",
                tag,
                owner,
                name,
                hash);
    }

    public void version(String owner, String name, String normal, String written, String hash) {
        run(
                "insert into version (package_id, version, user_version, instance_id) select p.id, ?, ?, i.id"
                        + " from package p join instance i on i.package_id = p.id"
                        + " where owner = ? and name = ? and hash = ?",
                normal,
                written,
                owner,
                name,
                hash);
    }

    public void comment(String owner, String name, String author, String contents) {
        run(
                "insert into comment (package_id, author, created, contents) select id, ?, ?, ? from package"
                        + " where owner = ? and name = ?",
                author,
                tick(),
                contents,
                owner,
                name);
    }

    public void invite(String owner, String name, String email) {
        run(
                "insert into invitation (package_id, email, invited_at) select id, ?, ? from package"
                        + " where owner = ? and name = ?",
                email,
                tick(),
                owner,
                name);
    }

    /** Somebody, or nobody in particular, installed something. */
    public void installed(@Nullable String user, String owner, String name) {
        run(
                "insert into event (created, \"user\", type, package_owner, package_name, extra)"
                        + " values (?, ?, 2, ?, ?, '{\"subpath\": null}')",
                tick(),
                user,
                owner,
                name);
    }

    /** Stores an object as the client of late 2018 sent it. */
    public void object(String owner, String hash, byte[] bytes) {
        put(owner, hash, bytes, Map.of());
        blob(owner, hash, bytes.length);
    }

    /** Stores an object as clients before sent it. */
    public void packedObject(String owner, String hash, byte[] bytes) {
        put(owner, hash, gzip(bytes), Map.of("Content-Encoding", "gzip"));
        blob(owner, hash, bytes.length);
    }

    /** The same, where a copy of the bucket lost how it is encoded. */
    public void packedObjectWithoutNote(String owner, String hash, byte[] bytes) {
        put(owner, hash, gzip(bytes), Map.of());
        blob(owner, hash, bytes.length);
    }

    private void blob(String owner, String hash, long size) {
        run("insert into s3_blob (owner, hash, size) values (?, ?, ?) on conflict do nothing", owner, hash, size);
    }

    private static byte[] gzip(byte[] bytes) {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    private void put(String owner, String hash, byte[] bytes, Map<String, String> headers) {
        try {
            client.putObject(
                    PutObjectArgs.builder().bucket(bucket.bucket()).object("objs/" + owner + "/" + hash).stream(
                                    new ByteArrayInputStream(bytes), bytes.length, -1)
                            .headers(headers)
                            .build());
        } catch (MinioException | GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("The object was not stored.", failed);
        }
    }

    public void removeObject(String owner, String hash) {
        try {
            client.removeObject(RemoveObjectArgs.builder()
                    .bucket(bucket.bucket())
                    .object("objs/" + owner + "/" + hash)
                    .build());
        } catch (MinioException | GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("The object was not removed.", failed);
        }
    }

    /** What is in the bucket: keys, with what changes when somebody writes there. */
    public Map<String, String> stored() {
        var stored = new TreeMap<String, String>();
        try {
            for (var found : client.listObjects(ListObjectsArgs.builder()
                    .bucket(bucket.bucket())
                    .recursive(true)
                    .build())) {
                var item = found.get();
                stored.put(item.objectName(), item.etag() + " " + item.lastModified());
            }
        } catch (MinioException | GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("The bucket was not listed.", failed);
        }
        return stored;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
