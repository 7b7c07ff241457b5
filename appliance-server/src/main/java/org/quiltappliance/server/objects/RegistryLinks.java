package org.quiltappliance.server.objects;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import org.quiltappliance.server.contents.Hash;

/**
 * Signed links by which clients reach objects through the registry port, without any header ({@code registry-api.md}
 * 7.2, {@code client-protocol.md} 8.5):
 *
 * <pre>{@code <registry>/objects/<owner>/<hash>?e=<last second, Unix time>&s=<signature>}</pre>
 *
 * <p>Each is good for one method on one object until its last second has passed, any number of times. The signature is
 * over values, not over the text of the link, because clients rewrite links ({@code client-protocol.md} 1.5).
 */
public final class RegistryLinks implements ObjectLinks {

    /** The first part of the path of every link. */
    public static final String PATH = "/objects/";

    private final Supplier<URI> registryUrl;
    private final LinkKey key;
    private final Supplier<Duration> lifetime;
    private final Clock clock;

    /** What became of a link that somebody used. */
    public enum Verdict {
        GOOD,
        /** Once good, too old now. */
        EXPIRED,
        /** Not made by us for this method and object. */
        WRONG
    }

    /**
     * @param registryUrl the public root of the registry, without final slash; asked anew for each {@link LinkWriter}, as
     *     a run with a free port knows it only when it listens
     * @param secretKey the appliance's secret; links get a key of their own derived from it
     * @param lifetime of a link, in whole seconds; asked anew, too
     */
    public RegistryLinks(Supplier<URI> registryUrl, byte[] secretKey, Supplier<Duration> lifetime, Clock clock) {
        this.registryUrl = registryUrl;
        this.key = LinkKey.derivedFrom(secretKey);
        this.lifetime = lifetime;
        this.clock = clock;
    }

    @Override
    public LinkWriter writer(LinkMethod method, String owner) {
        long lastSecond = now() + lifetime.get().toSeconds();
        return new LinkWriter(
                registryUrl.get() + PATH + PathSegment.encoded(owner) + "/",
                "?e=" + lastSecond + "&s=",
                LinkKey.SIGNATURE_CHARS,
                key.signer(method, owner, lastSecond));
    }

    /**
     * Checks the parts of a link, each decoded. The expiry counts at this moment; a transfer that begins now may last.
     *
     * @param expiry the parameter {@code e}
     * @param signature the parameter {@code s}
     */
    public Verdict check(LinkMethod method, String owner, Hash hash, String expiry, String signature) {
        if (!expiry.matches("[0-9]{1,12}")) {
            return Verdict.WRONG;
        }
        long lastSecond = Long.parseLong(expiry);
        var expected = new byte[LinkKey.SIGNATURE_CHARS];
        key.signer(method, owner, lastSecond).sign(hash, expected, 0);
        if (!MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8))) {
            return Verdict.WRONG;
        }
        return now() > lastSecond ? Verdict.EXPIRED : Verdict.GOOD;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
