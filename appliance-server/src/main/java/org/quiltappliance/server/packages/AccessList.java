package org.quiltappliance.server.packages;

import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.accounts.Usernames;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.NotFound;

/** Who may see a package, and who is invited to (registry-api.md 2.9, 2.5.14, 2.5.15). */
public final class AccessList {

    private final Database database;
    private final Access access;
    private final People people;
    private final Clock clock;
    private final Visibility visibility;
    private final PackageStore packages = new PackageStore();
    private final AccessStore grants = new AccessStore();
    private final InvitationStore invitations = new InvitationStore();

    public AccessList(Database database, Access access, People people, Clock clock) {
        this.database = database;
        this.access = access;
        this.visibility = new Visibility(access);
        this.people = people;
        this.clock = clock;
    }

    /** What sharing asks of the accounts and of the mail. */
    public interface People {
        boolean exists(Handle tx, String name);

        /** Queues the mail that tells of a package shared with an address. */
        void invite(Handle tx, PackageName name, String email);
    }

    /** Gives access to a person, to everybody, to the team, or promises it to an e-mail address. */
    public void grant(Caller.Account caller, PackageName name, String grantee) {
        if (!caller.is(name.owner())) {
            throw new Forbidden("Only the package owner can grant access");
        }
        database.useTransaction(tx -> {
            long id = packages.any(tx, name)
                    .orElseThrow(() -> Refusals.noSuchPackage(name))
                    .id();
            if (Emails.isAddress(grantee)) {
                invite(tx, id, name, Emails.checked(grantee));
            } else {
                grant(tx, id, grantee);
            }
        });
    }

    /** Inviting an address twice sends one mail (defect D25). */
    private void invite(Handle tx, long id, PackageName name, String email) {
        if (invitations.add(tx, id, email, clock.instant())) {
            people.invite(tx, name, email);
        }
    }

    private void grant(Handle tx, long id, String grantee) {
        Usernames.requireValid(grantee);
        if (grantee.equals(Sight.PUBLIC)) {
            if (!access.anonymous()) {
                throw new Forbidden("Public access not allowed");
            }
        } else if (grantee.equals(Sight.TEAM)) {
            if (!access.team()) {
                throw new Forbidden("Team access not allowed");
            }
        } else if (!people.exists(tx, grantee)) {
            throw new NotFound("User " + grantee + " does not exist");
        }
        if (!grants.grant(tx, id, grantee)) {
            throw new Conflict("The user already has access");
        }
    }

    /** @throws NotFound when that grantee has no access */
    public void check(Caller.Account caller, PackageName name, String grantee) {
        Usernames.requireValid(grantee);
        if (!caller.is(name.owner())) {
            throw new Forbidden("Only the package owner can view access");
        }
        database.useTransaction(tx -> {
            boolean has = packages.any(tx, name)
                    .filter(found -> grants.has(tx, found.id(), grantee))
                    .isPresent();
            if (!has) {
                throw Refusals.noSuchPackage(name);
            }
        });
    }

    /** Takes access, or an invitation (defect D25), away. */
    public void revoke(Caller.Account caller, PackageName name, String grantee) {
        boolean address = Emails.isAddress(grantee);
        if (!address) {
            Usernames.requireValid(grantee);
        }
        if (!caller.is(name.owner())) {
            throw new Forbidden("Only the package owner can revoke access");
        }
        if (grantee.equals(name.owner())) {
            throw new Forbidden("Cannot revoke the owner's access");
        }
        database.useTransaction(tx -> {
            boolean revoked = packages.any(tx, name)
                    .filter(found -> address
                            ? invitations.delete(tx, found.id(), Emails.lower(grantee))
                            : grants.revoke(tx, found.id(), grantee))
                    .isPresent();
            if (!revoked) {
                throw Refusals.noSuchPackage(name);
            }
        });
    }

    /** Takes an invitation back. @throws NotFound when the package has none of that number */
    public void withdraw(Caller.Account caller, PackageName name, long invitation) {
        if (!caller.is(name.owner())) {
            throw new Forbidden("Only the package owner can withdraw invitations");
        }
        database.useTransaction(tx -> {
            long id = packages.any(tx, name)
                    .orElseThrow(() -> Refusals.noSuchPackage(name))
                    .id();
            if (!invitations.delete(tx, id, invitation)) {
                throw new NotFound("Invitation " + invitation + " does not exist");
            }
        });
    }

    /** All grantees, by name, for anybody who sees the package. */
    public List<String> list(Caller.Account caller, PackageName name) {
        return database.inTransaction(tx -> {
            long id = visibility
                    .find(tx, caller, name)
                    .orElseThrow(() -> Refusals.noSuchPackage(name))
                    .id();
            return grants.grantees(tx, id);
        });
    }

    /** The invitations waiting for the caller's address. */
    public List<Invitation> invitationsTo(Caller.Account caller) {
        return database.inTransaction(tx -> invitations.to(tx, Emails.lower(caller.email())));
    }

    /** The open invitations of a package; nobody but its owner learns the addresses (defect D24). */
    public List<Invitation> invitationsOf(Caller.Account caller, PackageName name) {
        return database.inTransaction(tx -> {
            long id = visibility.require(tx, caller, name).id();
            return caller.is(name.owner()) ? invitations.of(tx, id) : List.of();
        });
    }
}
