package org.quiltappliance.server.accounts;

import java.util.Optional;
import java.util.UUID;

/** Who asks now. */
public sealed interface Caller {

    /** The name of the account, or nothing for somebody who is not signed in. */
    Optional<String> name();

    /** Whether this is the account of that name. */
    default boolean is(String account) {
        return name().filter(account::equals).isPresent();
    }

    /** Nobody in particular. */
    record Anonymous() implements Caller {
        @Override
        public Optional<String> name() {
            return Optional.empty();
        }
    }

    /**
     * Somebody with a valid token.
     *
     * @param admin read from the account at each request, so a change of rights acts at once
     */
    record Account(UUID id, String accountName, String email, boolean admin) implements Caller {
        @Override
        public Optional<String> name() {
            return Optional.of(accountName);
        }
    }
}
