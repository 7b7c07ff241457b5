package org.quiltappliance.server.accounts;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.Secret;

/**
 * Makes and reads the links that activate an account or reset its password ({@code registry-api.md} 3.5). A link ends
 * in 96 hexadecimal digits: the account, a random number that must be in the database, and a signature over both and
 * the purpose, so that junk is refused without asking the database and no link serves another purpose.
 */
public final class AccountLinks {

    /** How long a link is good for. */
    static final Duration LIFETIME = Duration.ofHours(24);

    /** What a link does; the names stand in the database. */
    enum Purpose {
        ACTIVATION("activation"),
        RESET("reset");

        private final String word;

        Purpose(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /** What a link holds. */
    record Target(UUID account, UUID token) {}

    private static final int SIGNATURE_BYTES = 16;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{96}");
    private static final HexFormat HEX = HexFormat.of();

    private final SecretKeySpec key;
    private final URI registryUrl;
    private final URI catalogUrl;

    public AccountLinks(Secret secretKey, HttpConfig http) {
        this.key = new SecretKeySpec(secretKey.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.registryUrl = http.registryUrl();
        this.catalogUrl = http.catalogUrl();
    }

    URI uri(Purpose purpose, Target target) {
        String text = text(purpose, target);
        return switch (purpose) {
            case ACTIVATION -> URI.create(registryUrl + "/activate/" + text);
            case RESET -> URI.create(catalogUrl + "/reset_password/" + text);
        };
    }

    /** What the last part of a link says, if it was made here for this purpose; age and use are not looked at. */
    Optional<Target> read(Purpose purpose, String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(HEX.parseHex(text));
        var target = new Target(uuid(bytes), uuid(bytes));
        return MessageDigest.isEqual(
                        text(purpose, target).getBytes(StandardCharsets.US_ASCII),
                        text.getBytes(StandardCharsets.US_ASCII))
                ? Optional.of(target)
                : Optional.empty();
    }

    private String text(Purpose purpose, Target target) {
        ByteBuffer payload = ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(target.account().getMostSignificantBits())
                .putLong(target.account().getLeastSignificantBits())
                .putLong(target.token().getMostSignificantBits())
                .putLong(target.token().getLeastSignificantBits());
        return HEX.formatHex(payload.array()) + HEX.formatHex(signature(purpose, payload.array()));
    }

    /** The leading zero byte keeps these texts apart from everything else that is signed with the same key. */
    private byte[] signature(Purpose purpose, byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update((byte) 0);
            mac.update(purpose.word().getBytes(StandardCharsets.US_ASCII));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(payload), SIGNATURE_BYTES);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This Java lacks HmacSHA256", missing);
        }
    }

    private static UUID uuid(ByteBuffer bytes) {
        return new UUID(bytes.getLong(), bytes.getLong());
    }
}
