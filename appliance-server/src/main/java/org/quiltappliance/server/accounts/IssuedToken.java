package org.quiltappliance.server.accounts;

import java.time.Instant;

/**
 * A token as it is given to a client.
 *
 * @param token opaque to clients; some 200 characters that survive a header and a form field
 * @param expires whole seconds; 90 days after issue
 */
public record IssuedToken(String token, Instant expires) {

    /** Tokens are never printed. */
    @Override
    public String toString() {
        return "IssuedToken[token=[hidden], expires=" + expires + "]";
    }
}
