package org.quiltappliance.server.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quiltappliance.server.checks.CheckResult.Outcome;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.TlsConfig;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.ProblemCode;
import org.quiltappliance.server.lifecycle.Problems;
import org.quiltappliance.server.lifecycle.Problems.Nearness;
import org.quiltappliance.server.testing.SteppingClock;
import org.quiltappliance.server.tls.ServerCertificate;

class TlsCheckTest {

    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock();

    private static HttpConfig http(TlsConfig tls, String bind, String url, String... proxies) {
        return new HttpConfig(bind, 1, 2, URI.create(url), URI.create(url), 1, 1, tls, List.of(proxies));
    }

    private Check.Finding find(HttpConfig http) {
        return new TlsCheck(http, clock, new Problems(clock)).find();
    }

    @Test
    void withoutEncryptionSharingIsWarnedOf() {
        var off = new TlsConfig.Off();

        assertThat(find(http(off, "127.0.0.1", "http://localhost")).outcome()).isEqualTo(Outcome.OK);
        assertThat(find(http(off, "0.0.0.0", "http://localhost")).detail()).contains("travel unencrypted");
        assertThat(find(http(off, "0.0.0.0", "http://localhost")).outcome()).isEqualTo(Outcome.WARN);
        assertThat(find(http(off, "127.0.0.1", "https://r.example.org", "127.0.0.1"))
                        .outcome())
                .isEqualTo(Outcome.OK);
        assertThat(find(http(off, "127.0.0.1", "http://r.example.org", "127.0.0.1"))
                        .outcome())
                .isEqualTo(Outcome.WARN);
    }

    @Test
    void lookingMakesNoCertificate() {
        var found = find(http(new TlsConfig.SelfSigned(folder.resolve("tls")), "127.0.0.1", "https://localhost"));

        assertThat(found.outcome()).isEqualTo(Outcome.OK);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void endOfACertificateIsTold() throws Exception {
        var http = http(new TlsConfig.SelfSigned(folder.resolve("tls")), "127.0.0.1", "https://localhost");
        ServerCertificate.of(http, clock).orElseThrow().load();
        var tls = folder.resolve("tls");
        var files = http(
                new TlsConfig.Pem(tls.resolve("server.pem"), tls.resolve("server-key.pem")),
                "127.0.0.1",
                "https://localhost");
        assertThat(find(files).outcome()).isEqualTo(Outcome.OK);

        clock.advance(Duration.ofDays(368));
        assertThat(find(files).outcome()).isEqualTo(Outcome.WARN);

        clock.advance(Duration.ofDays(30));
        assertThat(find(files).problem()).map(Problem::code).contains(ProblemCode.CERT_INVALID);
        assertThat(find(files).detail()).contains("expired on");
    }

    @Test
    void eachFaultHasItsProblemAndLeadsToItsSetting() throws Exception {
        Path store = Files.writeString(folder.resolve("store.p12"), "no key store");
        var keystore = new TlsConfig.Keystore(store, new Secret("x"), Optional.empty());
        var problem =
                find(http(keystore, "127.0.0.1", "https://localhost")).problem().orElseThrow();
        assertThat(problem.code()).isEqualTo(ProblemCode.TLS_KEYSTORE_BAD);
        assertThat(problem.fixes().get(1).command()).contains("config set APPLIANCE_TLS self-signed");

        var pem = new TlsConfig.Pem(store, folder.resolve("none.pem"));
        problem = find(http(pem, "127.0.0.1", "https://localhost")).problem().orElseThrow();
        assertThat(problem.code()).isEqualTo(ProblemCode.CERT_INVALID);
        assertThat(problem.fixes().get(0).command()).contains("config set APPLIANCE_TLS_CERT VALUE");
    }

    @Test
    void reachIsOneSentence() {
        var off = new TlsConfig.Off();

        assertThat(Reach.of(http(off, "127.0.0.1", "http://localhost"))).isEqualTo("This computer only");
        assertThat(Reach.of(http(off, "0.0.0.0", "http://localhost"))).startsWith("Everyone who reaches ");
        assertThat(Reach.of(http(off, "192.0.2.7", "http://localhost"))).isEqualTo("Everyone who reaches 192.0.2.7");
        assertThat(Reach.of(http(off, "127.0.0.1", "https://r.example.org", "127.0.0.1")))
                .isEqualTo("Everyone who reaches https://r.example.org through the proxy on this computer");
    }

    @ParameterizedTest
    @CsvSource({"31d,", "30d,MONTH", "8d,MONTH", "7d,WEEK", "25h,WEEK", "24h,DAY", "1h,DAY", "0h,PAST", "-1h,PAST"})
    void endOfACertificateComesNearerInSteps(String left, Nearness nearness) {
        var now = Instant.parse("2026-11-23T10:00:00Z");
        long number = Long.parseLong(left.substring(0, left.length() - 1));
        var ends = now.plus(left.endsWith("d") ? Duration.ofDays(number) : Duration.ofHours(number));

        assertThat(TlsCheck.nearness(ends, now)).isEqualTo(Optional.ofNullable(nearness));
    }
}
