package org.quiltappliance.server.accounts;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** What other features keep of a person, told when the account is to go. All in the transaction of the removal. */
public interface Belongings {

    /** What would be left without its owner, by names for people. */
    List<String> ownedBy(Handle tx, String name);

    /** Removes what would let in whoever takes the name next. */
    void forget(Handle tx, String name);
}
