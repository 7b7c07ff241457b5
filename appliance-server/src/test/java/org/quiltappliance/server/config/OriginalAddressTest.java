package org.quiltappliance.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

class OriginalAddressTest {

    private static final Optional<OriginalAddress.Keys> KEYS =
            Optional.of(new OriginalAddress.Keys("key", new Secret("secret"), "eu-west-1"));

    @Test
    void passwordOfTheAddressCountsBeforeAnother() {
        var other = Optional.of(new Secret("other"));

        assertThat(OriginalAddress.database("postgresql://quilt:own@host/packages", other)
                        .password()
                        .reveal())
                .isEqualTo("own");
        assertThat(OriginalAddress.database("postgresql://quilt@host/packages", other)
                        .password()
                        .reveal())
                .isEqualTo("other");
        assertThat(OriginalAddress.hasPassword("postgresql://quilt:own@host/packages"))
                .isTrue();
        assertThat(OriginalAddress.hasPassword("postgresql://quilt@host/packages"))
                .isFalse();
    }

    @Test
    void refusalDoesNotShowTheAddress() {
        assertThatThrownBy(() -> OriginalAddress.database("postgresql://quilt:canary@host", Optional.empty()))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("postgresql://USER@HOST:PORT/DATABASE")
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> OriginalAddress.objects("https://key:canary@host/bucket", KEYS))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("ENDPOINT/BUCKET")
                .hasMessageNotContaining("canary");
    }

    @Test
    void bucketStandsBehindItsServer() {
        var bucket = (StoreConfig.S3) OriginalAddress.objects("http://minio.example.org:9000/package/", KEYS);

        assertThat(bucket.endpoint()).isEqualTo(URI.create("http://minio.example.org:9000"));
        assertThat(bucket.bucket()).isEqualTo("package");
        assertThat(bucket.region()).isEqualTo("eu-west-1");
    }

    @Test
    void endpointWithoutSchemeIsEncrypted() {
        var bucket = (StoreConfig.S3) OriginalAddress.objects("s3.example.org/package", KEYS);

        assertThat(bucket.endpoint()).isEqualTo(URI.create("https://s3.example.org"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://host", "https://host/", "https://host/a/b", "ftp://host/a", "ht tp://host/a", "a"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> OriginalAddress.objects(text, KEYS))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("ENDPOINT/BUCKET");
    }

    @Test
    void bucketNeedsKeysAndAFolderDoesNot() {
        assertThatThrownBy(() -> OriginalAddress.objects("https://host/bucket", Optional.empty()))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("AWS_ACCESS_KEY_ID");
        assertThat(OriginalAddress.objects("folder:/some/where", Optional.empty()))
                .isEqualTo(new StoreConfig.Folder(Path.of("/some/where").toAbsolutePath(), false));
    }
}
