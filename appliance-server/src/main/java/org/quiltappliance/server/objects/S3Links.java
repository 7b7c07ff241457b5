package org.quiltappliance.server.objects;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;
import org.quiltappliance.server.config.StoreConfig;

/**
 * Links straight to the S3 server, for direct delivery: presigned in memory, without asking the server. A link may be
 * used with any headers, since it covers the host alone; what is uploaded by one is checked by nobody.
 */
public final class S3Links implements ObjectLinks {

    /** Servers refuse links that live longer. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StoreConfig.S3 config;
    private final S3Address address;
    private final Supplier<Duration> lifetime;
    private final Clock clock;
    private volatile DayKey dayKey;

    private record DayKey(String day, byte[] key) {}

    /**
     * @param config its public endpoint, if it has one, is where the links lead
     * @param lifetime of a link, in whole seconds, asked anew for each {@link LinkWriter}; at most seven days count
     */
    public S3Links(StoreConfig.S3 config, Supplier<Duration> lifetime, Clock clock) {
        this.config = config;
        this.address = S3Address.of(config);
        this.lifetime = lifetime;
        this.clock = clock;
        this.dayKey = new DayKey("", new byte[0]);
    }

    @Override
    public LinkWriter writer(LinkMethod method, String owner) {
        return writerBelow(S3Keys.objectsOf(owner), method);
    }

    /** @param prefix of keys that end with a hash */
    LinkWriter writerBelow(String prefix, LinkMethod method) {
        String time = TIME.format(clock.instant());
        String day = time.substring(0, 8);
        String scope = day + "/" + config.region() + "/s3/aws4_request";
        String path = address.path() + PathSegment.encoded(prefix).replace("%2F", "/");
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
                + "&X-Amz-Credential=" + PathSegment.encoded(config.accessKey() + "/" + scope)
                + "&X-Amz-Date=" + time
                + "&X-Amz-Expires=" + expiry().toSeconds()
                + "&X-Amz-SignedHeaders=host";
        var signature = new S3Signature(
                keyOf(day),
                method + "\n" + path,
                "\n" + query + "\nhost:" + address.host() + "\n\nhost\nUNSIGNED-PAYLOAD",
                "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n");
        return new LinkWriter(address.root() + path, "?" + query + "&X-Amz-Signature=", S3Signature.CHARS, signature);
    }

    private Duration expiry() {
        var wanted = lifetime.get();
        return wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
    }

    private byte[] keyOf(String day) {
        var known = dayKey;
        if (!known.day().equals(day)) {
            known = new DayKey(day, S3Signature.dayKey(config.secretKey().reveal(), day, config.region()));
            dayKey = known;
        }
        return known.key();
    }
}
