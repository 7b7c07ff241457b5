package org.quiltappliance.server.nodes;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.quiltappliance.server.config.Secret;

/** Texts that only a holder of the secret key can make, and that do not give the key away (HMAC-SHA256). */
public final class KeyMark {

    private static final String KEY = "quilt-appliance: the secret key";
    private static final String BOOT = "quilt-appliance: a node of one registry\n";

    private final Secret key;

    public KeyMark(Secret key) {
        this.key = key;
    }

    /** The same for all nodes with the same key. */
    String ofKey() {
        return mark(KEY);
    }

    /** What a node with that boot text shows to be one of us. */
    public String ofBoot(String boot) {
        return mark(BOOT + boot);
    }

    /** Whether a node with our key made that mark. */
    public boolean isOfBoot(String mark, String boot) {
        return MessageDigest.isEqual(
                mark.getBytes(StandardCharsets.UTF_8), ofBoot(boot).getBytes(StandardCharsets.UTF_8));
    }

    private String mark(String of) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(of.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
        }
    }
}
