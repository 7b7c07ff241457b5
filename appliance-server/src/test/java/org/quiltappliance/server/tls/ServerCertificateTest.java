package org.quiltappliance.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.TlsConfig;
import org.quiltappliance.server.testing.SteppingClock;
import org.quiltappliance.server.tls.UnusableCertificate.Reason;

class ServerCertificateTest {

    private static final String HOST = "registry.example.org";

    @TempDir
    Path folder;

    private final SteppingClock clock = new SteppingClock();

    private ServerCertificate of(TlsConfig tls, String... proxies) {
        var http = new HttpConfig(
                "127.0.0.1",
                5000,
                3000,
                URI.create("https://" + HOST + ":5000"),
                URI.create("https://" + HOST + ":3000"),
                1,
                1,
                tls,
                List.of(proxies));
        return ServerCertificate.of(http, clock).orElseThrow();
    }

    private TestFiles files() {
        return new TestFiles(folder, clock.instant());
    }

    private ServerCertificate selfSigned() {
        return of(new TlsConfig.SelfSigned(folder.resolve("tls")));
    }

    private ServerCertificate pem(Identity certificate, Identity key) throws IOException {
        return of(new TlsConfig.Pem(files().certificate(certificate), files().key(key)));
    }

    private static TlsConfig keystore(Path file, String password, String... alias) {
        return new TlsConfig.Keystore(
                file, new Secret(password), List.of(alias).stream().findFirst());
    }

    private static void assertRefused(ServerCertificate certificate, Reason reason, String... words) {
        assertThatThrownBy(certificate::load)
                .isInstanceOfSatisfying(
                        UnusableCertificate.class,
                        unusable -> assertThat(unusable.reason()).isEqualTo(reason))
                .hasMessageContainingAll(words);
    }

    @Test
    void ownCertificateSpeaksForEveryNameOfThisComputer() throws Exception {
        var own = selfSigned().load();

        assertThat(List.of("localhost", "127.0.0.1", "[::1]", HOST, HOST.toUpperCase()))
                .allMatch(name -> HostNames.speaksFor(own.certificate(), name));
        assertThat(HostNames.speaksFor(own.certificate(), "another.example.org"))
                .isFalse();
        assertThat(Duration.between(own.certificate().getNotBefore().toInstant(), own.ends()))
                .isEqualTo(Duration.ofDays(397));
    }

    @Test
    void keysAreForTheOwnersEyesOnly() throws Exception {
        selfSigned().load();

        Path tls = folder.resolve("tls");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tls)))
                .isEqualTo("rwx------");
        try (var all = Files.list(tls)) {
            assertThat(all)
                    .hasSize(4)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void nextRunShowsTheSameCertificate() throws Exception {
        assertThat(selfSigned().look()).isEmpty();
        var first = selfSigned().load();

        assertThat(selfSigned().load().chain()).isEqualTo(first.chain());
        assertThat(selfSigned().look()).contains(first.ends());
    }

    @Test
    void ownCertificateIsRenewedThirtyDaysBeforeItsEndUnderTheSameAuthority() throws Exception {
        var certificate = selfSigned();
        var first = certificate.load();
        var fingerprint = certificate.fingerprint();

        clock.advance(Duration.ofDays(366));
        assertThat(certificate.renewed()).isEmpty();
        clock.advance(Duration.ofDays(1));
        var second = certificate.renewed().orElseThrow();

        assertThat(second.certificate()).isNotEqualTo(first.certificate());
        assertThat(second.chain().get(1)).isEqualTo(first.chain().get(1));
        assertThat(certificate.fingerprint())
                .isEqualTo(fingerprint)
                .get()
                .asString()
                .hasSize(95);
        assertThat(certificate.ends()).contains(second.ends());
    }

    @Test
    void newNameOfThisComputerMakesANewCertificate() throws Exception {
        var first = selfSigned().load();
        var elsewhere = new HttpConfig(
                "127.0.0.1",
                1,
                2,
                URI.create("https://other.example.org"),
                URI.create("https://" + HOST),
                1,
                1,
                new TlsConfig.SelfSigned(folder.resolve("tls")),
                List.of());

        var second = ServerCertificate.of(elsewhere, clock).orElseThrow().load();

        assertThat(HostNames.speaksFor(second.certificate(), "other.example.org"))
                .isTrue();
        assertThat(second.chain().get(1)).isEqualTo(first.chain().get(1));
    }

    @Test
    void crashBetweenKeyAndCertificateIsMended() throws Exception {
        selfSigned().load();
        Files.delete(folder.resolve("tls/server.pem"));

        assertThat(selfSigned().load().fits()).isTrue();
    }

    @Test
    void damagedAuthorityIsNeverReplacedSilently() throws Exception {
        selfSigned().load();
        Files.writeString(folder.resolve("tls/ca.pem"), "not a certificate");

        assertRefused(selfSigned(), Reason.UNREADABLE, "ca.pem");
        assertThat(folder.resolve("tls/ca.pem")).hasContent("not a certificate");
    }

    @Test
    void otherProgramsBelieveOurChain() throws Exception {
        selfSigned().load();
        Path tls = folder.resolve("tls");

        var openssl = new ProcessBuilder(
                        "openssl",
                        "verify",
                        "-x509_strict",
                        "-purpose",
                        "sslserver",
                        "-verify_hostname",
                        HOST,
                        "-CAfile",
                        tls.resolve("ca.pem").toString(),
                        tls.resolve("server.pem").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes());

        assertThat(openssl.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).endsWith("server.pem: OK\n");
    }

    @Test
    void certificateOfAPrivateAuthorityIsRead() throws Exception {
        var identity = files().identity(HOST);

        assertThat(pem(identity, identity).load().chain()).isEqualTo(identity.chain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "RSA -traditional", "EC", "EC -traditional", "ED25519"})
    void everyUsualFormOfKeyIsRead(String form) throws Exception {
        Path key = folder.resolve("key.pem");
        Path certificate = folder.resolve("cert.pem");
        String algorithm = form.split(" ")[0];
        String options = algorithm.equals("EC") ? "-pkeyopt ec_paramgen_curve:P-256" : "";
        String traditional =
                form.endsWith("-traditional") ? "openssl pkey -in a.pem -traditional -out key.pem" : "cp a.pem key.pem";
        var shell = new ProcessBuilder(
                        "sh",
                        "-ec",
                        "openssl genpkey -algorithm " + algorithm + " " + options + " -out a.pem; " + traditional
                                + "; openssl req -x509 -key a.pem -subj /CN=test -addext subjectAltName=DNS:" + HOST
                                + " -out cert.pem")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor()).as(said).isZero();

        var read = new Identity(PemText.key(key), PemText.certificates(certificate));

        assertThat(read.fits()).isTrue();
    }

    @Test
    void keyOfAnotherCertificateIsRefused() throws Exception {
        assertRefused(pem(files().identity(HOST), files().identity(HOST)), Reason.KEY_DOES_NOT_FIT, "does not belong");
    }

    @Test
    void certificateForAnotherNameIsRefusedUnlessAProxyShowsItsOwn() throws Exception {
        var identity = files().identity("other.example.org");
        var tls = new TlsConfig.Pem(files().certificate(identity), files().key(identity));

        assertRefused(of(tls), Reason.WRONG_NAME, "does not match", HOST);
        assertThat(of(tls, "10.0.0.1").load().chain()).isEqualTo(identity.chain());
    }

    @Test
    void starStandsForOneLabel() {
        var star = files().identity("*.example.org").certificate();

        assertThat(HostNames.speaksFor(star, HOST)).isTrue();
        assertThat(HostNames.speaksFor(star, "a.registry.example.org")).isFalse();
        assertThat(HostNames.speaksFor(star, "example.org")).isFalse();
    }

    @Test
    void certificateOutOfItsTimeIsRefused() throws Exception {
        var identity = files().identity(HOST);
        var old = pem(identity, identity);
        clock.advance(Duration.ofDays(90));
        assertRefused(old, Reason.EXPIRED, "expired on");

        var early = TestFiles.identity(clock.instant().plus(Duration.ofDays(2)), Duration.ofDays(9), HOST);
        assertRefused(pem(early, early), Reason.NOT_YET_VALID, "not valid before");
    }

    @Test
    void filesThatHoldSomethingElseAreNamed() throws Exception {
        var identity = files().identity(HOST);
        Path certificate = files().certificate(identity);
        Path key = files().key(identity);

        assertRefused(of(new TlsConfig.Pem(key, key)), Reason.UNREADABLE, "no certificate in", "key.pem");
        assertRefused(of(new TlsConfig.Pem(certificate, certificate)), Reason.NO_PRIVATE_KEY, "cert.pem");
        assertRefused(of(new TlsConfig.Pem(certificate, folder.resolve("none"))), Reason.UNREADABLE, "none");
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertRefused(of(new TlsConfig.Pem(certificate, key)), Reason.UNREADABLE, "key.pem", "damaged");
    }

    @Test
    void renewedFileIsTakenAndABadOneIsNot() throws Exception {
        var first = files().identity(HOST);
        var certificate = pem(first, first);
        certificate.load();
        assertThat(certificate.renewed()).isEmpty();

        var second = files().identity(HOST);
        files().certificate(second);
        assertThatThrownBy(certificate::renewed).hasMessageContaining("does not belong");
        assertThat(certificate.ends()).contains(first.ends());

        files().key(second);
        assertThat(certificate.renewed().map(Identity::chain)).isEqualTo(Optional.of(second.chain()));
    }

    @Test
    void certificateOfOursIsMadeAnewOnRequestAndItsAuthorityStays() throws Exception {
        var certificate = selfSigned();
        var first = certificate.load();
        var authority = certificate.fingerprint();

        certificate.makeAnew();

        var second = certificate.renewed().orElseThrow();
        assertThat(second.certificate()).isNotEqualTo(first.certificate());
        assertThat(certificate.fingerprint()).isEqualTo(authority);
        assertThat(certificate.shown().orElseThrow().fingerprint()).isEqualTo(authority.orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void keyStoreIsRead(String type) throws Exception {
        var identity = files().identity(HOST);

        var read = of(keystore(files().keystore(type, identity), TestFiles.PASSWORD))
                .load();

        assertThat(read.chain()).isEqualTo(identity.chain());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void wrongPasswordOfTheKeyStoreIsSaid(String type) throws Exception {
        var tls = keystore(files().keystore(type, files().identity(HOST)), "wrong");

        assertRefused(of(tls), Reason.STORE_CLOSED, "password", "wrong");
    }

    @Test
    void oneOfSeveralKeysIsChosenByItsName() throws Exception {
        var second = files().identity(HOST);
        Path store = files().keystore("PKCS12", files().identity(HOST), second);

        assertRefused(of(keystore(store, TestFiles.PASSWORD)), Reason.NO_PRIVATE_KEY, "several", "key1, key2");
        assertRefused(of(keystore(store, TestFiles.PASSWORD, "key3")), Reason.NO_PRIVATE_KEY, "key3", "key1, key2");
        assertThat(of(keystore(store, TestFiles.PASSWORD, "key2")).load().chain())
                .isEqualTo(second.chain());
    }

    @Test
    void keyStoreThatIsNoneOrMissingIsSaid() throws Exception {
        Path text = Files.writeString(folder.resolve("store"), "nothing");

        assertRefused(of(keystore(text, "x")), Reason.STORE_CLOSED, "neither a PKCS #12 nor a JKS");
        assertRefused(of(keystore(folder.resolve("none"), "x")), Reason.STORE_CLOSED, "There is no key store");
        assertRefused(
                of(keystore(files().keystore("PKCS12"), TestFiles.PASSWORD)), Reason.NO_PRIVATE_KEY, "no private key");
    }

    @Test
    void identityKeepsItsKeyOutOfTexts() {
        assertThat(files().identity(HOST).toString()).startsWith("Identity of CN=Quilt Appliance, until ");
    }

    @Test
    void textsOfAWrongPasswordHoldNoPassword() throws Exception {
        var tls = keystore(files().keystore("PKCS12", files().identity(HOST)), "hunter2");

        assertThatThrownBy(() -> of(tls).load()).hasMessageNotContaining("hunter2");
    }
}
