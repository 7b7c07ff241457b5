package org.quiltappliance.server.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quiltappliance.server.objects.RegistryLinks.Verdict.EXPIRED;
import static org.quiltappliance.server.objects.RegistryLinks.Verdict.GOOD;
import static org.quiltappliance.server.objects.RegistryLinks.Verdict.WRONG;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.testing.ObjectSamples;
import org.quiltappliance.server.testing.SteppingClock;

class RegistryLinksTest {

    private static final byte[] SECRET = "a secret of the tests".getBytes(StandardCharsets.UTF_8);
    private static final Hash HASH = ObjectSamples.hashOf(new byte[] {1});
    private static final Hash OTHER = ObjectSamples.hashOf(new byte[] {2});
    private static final Pattern LINK = Pattern.compile(
            "http://localhost:5000/objects/(?<owner>[^/?]+)/(?<hash>[0-9a-f]{64})\\?e=(?<e>\\d+)&s=(?<s>[\\w-]{22})");

    private final SteppingClock clock = new SteppingClock();
    private final RegistryLinks links = links("http://localhost:5000", SECRET);

    private RegistryLinks links(String registry, byte[] secret) {
        return new RegistryLinks(() -> URI.create(registry), secret, () -> Duration.ofHours(24), clock);
    }

    @ParameterizedTest
    @EnumSource
    void linkIsGoodForItsMethodAlone(LinkMethod method) {
        var link = links.link(method, "alice", HASH);

        for (LinkMethod used : LinkMethod.values()) {
            assertThat(check(links, used, "alice", HASH, link)).isEqualTo(used == method ? GOOD : WRONG);
        }
    }

    @Test
    void linkIsGoodForItsOwnerAndObjectAlone() {
        var link = links.link(LinkMethod.GET, "alice", HASH);

        assertThat(check(links, LinkMethod.GET, "bob", HASH, link)).isEqualTo(WRONG);
        assertThat(check(links, LinkMethod.GET, "alice2", HASH, link)).isEqualTo(WRONG);
        assertThat(check(links, LinkMethod.GET, "", HASH, link)).isEqualTo(WRONG);
        assertThat(check(links, LinkMethod.GET, "alice", OTHER, link)).isEqualTo(WRONG);
    }

    @Test
    void linkLivesUntilItsLastSecondIsOver() {
        var link = links.link(LinkMethod.GET, "alice", HASH);

        clock.advance(Duration.ofHours(24));
        assertThat(check(links, LinkMethod.GET, "alice", HASH, link)).isEqualTo(GOOD);
        clock.advance(Duration.ofSeconds(1));
        assertThat(check(links, LinkMethod.GET, "alice", HASH, link)).isEqualTo(EXPIRED);
    }

    @Test
    void laterExpiryIsNoticed() {
        var parts = parts(links.link(LinkMethod.GET, "alice", HASH));
        long lastSecond = Long.parseLong(parts.group("e"));

        var verdict = links.check(LinkMethod.GET, "alice", HASH, String.valueOf(lastSecond + 1), parts.group("s"));

        assertThat(verdict).isEqualTo(WRONG);
    }

    @Test
    void wrongLinkIsNeverCalledExpired() {
        var parts = parts(links.link(LinkMethod.GET, "alice", HASH));
        clock.advance(Duration.ofDays(2));

        assertThat(links.check(LinkMethod.PUT, "alice", HASH, parts.group("e"), parts.group("s")))
                .isEqualTo(WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "+1", "1e9", " 1", "999999999999999999999999", "١", "x"})
    void otherExpiryIsWrong(String expiry) {
        var signature = parts(links.link(LinkMethod.GET, "alice", HASH)).group("s");

        assertThat(links.check(LinkMethod.GET, "alice", HASH, expiry, signature))
                .isEqualTo(WRONG);
    }

    @Test
    void everyOtherSignatureIsWrong() {
        var parts = parts(links.link(LinkMethod.GET, "alice", HASH));
        var good = parts.group("s");

        for (int i = 0; i < good.length(); i++) {
            var bad = new StringBuilder(good);
            bad.setCharAt(i, good.charAt(i) == 'A' ? 'B' : 'A');
            assertThat(links.check(LinkMethod.GET, "alice", HASH, parts.group("e"), bad.toString()))
                    .isEqualTo(WRONG);
        }
        for (String bad : new String[] {"", good + "A", good.substring(1), good.toLowerCase(), "ü".repeat(22)}) {
            assertThat(links.check(LinkMethod.GET, "alice", HASH, parts.group("e"), bad))
                    .isEqualTo(WRONG);
        }
    }

    @Test
    void linkOfAnotherSecretIsWrong() {
        var foreign = links("http://localhost:5000", new byte[32]).link(LinkMethod.GET, "alice", HASH);

        assertThat(check(links, LinkMethod.GET, "alice", HASH, foreign)).isEqualTo(WRONG);
    }

    @Test
    void linkOutlivesRestartWithTheSameSecret() {
        var link = links.link(LinkMethod.GET, "alice", HASH);

        assertThat(check(links("http://localhost:5000", SECRET), LinkMethod.GET, "alice", HASH, link))
                .isEqualTo(GOOD);
    }

    @Test
    void linkIsShortAndNeedsNoEscapes() {
        var link = links.link(LinkMethod.GET, "alice", HASH);

        assertThat(link).hasSizeLessThan(160).matches("[A-Za-z0-9:/?&=._-]+");
        assertThat(URI.create(link)).hasPath("/objects/alice/" + HASH);
    }

    @Test
    void oddOwnerIsEscapedInTheLink() {
        var link = links.link(LinkMethod.GET, "a b/ü~", HASH);

        assertThat(parts(link).group("owner")).isEqualTo("a%20b%2F%C3%BC~");
        assertThat(check(links, LinkMethod.GET, "a b/ü~", HASH, link)).isEqualTo(GOOD);
    }

    @Test
    void writerWritesTheSameLinksAsAreMadeSingly() throws IOException {
        var writer = links.writer(LinkMethod.PUT, "alice");
        var stream = new ByteArrayOutputStream();
        var buffer = new byte[3 + 2 * writer.length()];

        writer.write(HASH, stream);
        writer.write(OTHER, stream);
        int end = writer.write(OTHER, buffer, writer.write(HASH, buffer, 3));

        var both = links.link(LinkMethod.PUT, "alice", HASH) + links.link(LinkMethod.PUT, "alice", OTHER);
        assertThat(stream.toString(StandardCharsets.US_ASCII)).isEqualTo(both);
        assertThat(end).isEqualTo(buffer.length);
        assertThat(new String(Arrays.copyOfRange(buffer, 3, end), StandardCharsets.US_ASCII))
                .isEqualTo(both);
        assertThat(writer.link(HASH)).isEqualTo(both.substring(0, writer.length()));
    }

    private static RegistryLinks.Verdict check(
            RegistryLinks links, LinkMethod method, String owner, Hash hash, String link) {
        var parts = parts(link);
        return links.check(method, owner, hash, parts.group("e"), parts.group("s"));
    }

    private static Matcher parts(String link) {
        var parts = LINK.matcher(link);
        assertThat(parts.matches()).as(link).isTrue();
        return parts;
    }
}
