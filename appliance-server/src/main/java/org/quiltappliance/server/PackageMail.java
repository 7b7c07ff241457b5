package org.quiltappliance.server;

import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Accounts;
import org.quiltappliance.server.comments.Comments;
import org.quiltappliance.server.mail.Mails;
import org.quiltappliance.server.packages.AccessList;
import org.quiltappliance.server.packages.PackageName;

/** Joins packages and comments to the people they speak of and the mails about them. */
record PackageMail(Accounts accounts, Mails mails) implements AccessList.People, Comments.OwnerMail {

    @Override
    public boolean exists(Handle tx, String name) {
        return accounts.exists(tx, name);
    }

    @Override
    public void invite(Handle tx, PackageName name, String email) {
        mails.invitation(tx, email, name.owner(), name.name());
    }

    @Override
    public void commented(Handle tx, PackageName name, String author) {
        accounts.find(tx, name.owner())
                .ifPresent(owner -> mails.comment(tx, owner.email(), author, name.owner(), name.name()));
    }
}
