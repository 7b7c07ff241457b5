package org.quiltappliance.server.mail;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.config.AccessConfig;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.MailConfig;

/**
 * Every mail the registry writes ({@code registry-api.md} 3.8). A mail is stored in the transaction of the change it
 * tells of, and delivered later, or kept for an administrator when no mail server is set.
 */
public final class Mails {

    public Mails(MailConfig config, HttpConfig http, AccessConfig access, Clock clock) {}

    /** To somebody who registered: the link that opens the account, good for 24 hours. */
    public void activation(Handle tx, String email, String username, URI link) {
        throw new UnsupportedOperationException();
    }

    /** To somebody who lost the password: the link to choose a new one, good for 24 hours. */
    public void reset(Handle tx, String email, String username, URI link) {
        throw new UnsupportedOperationException();
    }

    /** @param choosePassword for accounts an administrator made, which have no password yet */
    public void welcome(Handle tx, String email, String username, Optional<URI> choosePassword) {
        throw new UnsupportedOperationException();
    }

    /** One mail to all administrators: somebody has joined. Does nothing without administrators. */
    public void newUser(Handle tx, List<String> administrators, String username, String email) {
        throw new UnsupportedOperationException();
    }

    /** To an invited address: somebody shared a package; how to sign up (defect D21: the original had no link). */
    public void invitation(Handle tx, String email, String owner, String packageName) {
        throw new UnsupportedOperationException();
    }

    /** To the owner of a package: somebody commented on it. */
    public void comment(Handle tx, String email, String commenter, String owner, String packageName) {
        throw new UnsupportedOperationException();
    }
}
