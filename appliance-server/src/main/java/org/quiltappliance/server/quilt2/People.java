package org.quiltappliance.server.quilt2;

import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.EmailAddresses;
import org.quiltappliance.server.accounts.ImportedAccounts;

/** Whether a name means the same person in both registries: nobody is to get what belongs to a namesake. */
final class People {

    /** What a name means here. */
    enum Standing {
        /** The person whom it means in the original. */
        SAME,
        /** Nobody. */
        NOBODY,
        /** Somebody of whom nothing says that it is that person. */
        ANOTHER
    }

    private final OriginalStore original;
    private final Set<String> sameUsers;
    private final ImportedAccounts accounts = new ImportedAccounts();

    People(OriginalStore original, Set<String> sameUsers) {
        this.original = original;
        this.sameUsers = sameUsers;
    }

    Standing of(Handle tx, String name) {
        return accounts.find(tx, name)
                .map(here -> sameUsers.contains(name)
                                || original.user(name)
                                        .filter(there -> sameEmail(there, here.email()))
                                        .isPresent()
                        ? Standing.SAME
                        : Standing.ANOTHER)
                .orElse(Standing.NOBODY);
    }

    boolean areSame(OriginalStore.User there, String emailHere) {
        return sameUsers.contains(there.name()) || sameEmail(there, emailHere);
    }

    private static boolean sameEmail(OriginalStore.User there, String emailHere) {
        return there.email()
                .map(EmailAddresses::lowerCase)
                .filter(EmailAddresses.lowerCase(emailHere)::equals)
                .isPresent();
    }
}
