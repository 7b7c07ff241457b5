package org.quiltappliance.server.quilt2;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.accounts.EmailAddresses;
import org.quiltappliance.server.comments.ImportedComments;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.packages.ImportedPackages;
import org.quiltappliance.server.packages.RevisionInfo;
import org.quiltappliance.server.packages.VersionString;

/**
 * What hangs on one package beside its revisions. Lines that nobody can take away again, as those of the log, are added
 * whenever they are missing. What people here may have taken away on purpose, as access, only comes with a new package.
 */
final class PackageParts {

    private static final Set<String> EVERYBODY = Set.of("public", "team");

    private final OriginalStore original;
    private final ImportedPackages packages;
    private final People people;
    private final Handle tx;
    private final OriginalStore.Package from;
    private final long id;
    private final boolean isNew;
    private final Tally tally;
    private final String subject;
    private final ImportedComments comments = new ImportedComments();
    private long nameless;

    /** @param isNew whether the package comes now */
    PackageParts(
            OriginalStore original,
            ImportedPackages packages,
            People people,
            Handle tx,
            OriginalStore.Package from,
            long id,
            boolean isNew,
            Tally tally) {
        this.original = original;
        this.packages = packages;
        this.people = people;
        this.tx = tx;
        this.from = from;
        this.id = id;
        this.isNew = isNew;
        this.tally = tally;
        this.subject = "package " + from.owner() + "/" + from.name();
    }

    /** @param arrived revisions that come now @return whether a tag was set */
    boolean bring(List<OriginalStore.Revision> arrived) {
        var hashes = arrived.stream().map(OriginalStore.Revision::hash).collect(Collectors.toSet());
        logs();
        boolean tagged = tags(hashes);
        original.versions(from.id()).forEach(this::version);
        original.access(from.id()).forEach(this::access);
        invitations();
        comments();
        return tagged;
    }

    private Optional<RevisionInfo> revision(Optional<String> hash) {
        return hash.filter(Hash::isHash).flatMap(text -> packages.revision(tx, id, Hash.parse(text)));
    }

    private void logs() {
        Pages.each(0L, last -> original.logs(from.id(), last), OriginalStore.Log::id, page -> page.forEach(this::log));
        if (nameless > 0) {
            tally.notice(subject, "lines of its log that name no revision: " + nameless + ". They do not come.");
        }
    }

    private void log(OriginalStore.Log line) {
        Pulse.check();
        revision(line.hash())
                .ifPresentOrElse(
                        revision -> tally.count(
                                Kind.LOGS, packages.log(tx, id, revision.id(), line.author(), line.created())),
                        () -> tally.leftOut(Kind.LOGS));
        nameless += line.hash().isEmpty() ? 1 : 0;
    }

    private boolean tags(Set<String> arrived) {
        boolean set = false;
        for (var tag : original.tags(from.id())) {
            set |= tag(tag, arrived);
        }
        return set;
    }

    private boolean tag(OriginalStore.Name tag, Set<String> arrived) {
        var revision = revision(tag.hash());
        if (revision.isEmpty()) {
            tally.leftOut(Kind.TAGS);
            tally.notice(subject, "the revision of its tag " + tag.text() + " did not come, and so the tag does not.");
            return false;
        }
        boolean comesNow = isNew || arrived.contains(revision.get().hash().toString());
        var present = packages.tagged(tx, id, tag.text());
        if (present.filter(revision.get().hash()::equals).isPresent()) {
            tally.here(Kind.TAGS);
            return false;
        }
        if (present.isEmpty() && comesNow) {
            packages.tag(tx, id, tag.text(), revision.get().id());
            tally.came(Kind.TAGS);
            return true;
        }
        tally.leftOut(Kind.TAGS);
        if (present.isEmpty()) {
            tally.notice(subject, "its tag " + tag.text() + " is not here any more, and stays so.");
        } else if (comesNow) {
            tally.problem(
                    subject,
                    "its tag " + tag.text() + " stays at the revision that it has here. To move it: quilt tag add "
                            + from.owner() + "/" + from.name() + " " + tag.text() + " "
                            + revision.get().hash());
        } else {
            tally.notice(subject, "its tag " + tag.text() + " points to another revision here, and stays so.");
        }
        return false;
    }

    private void version(OriginalStore.Name version) {
        var parsed = VersionString.find(version.text());
        var revision = revision(version.hash());
        if (parsed.isEmpty() || revision.isEmpty()) {
            tally.leftOut(Kind.VERSIONS);
            tally.notice(
                    subject,
                    parsed.isEmpty()
                            ? "its version " + version.text() + " is none by today's rules."
                            : "the revision of its version " + version.text()
                                    + " did not come, and so the version does not.");
            return;
        }
        var present = packages.versioned(tx, id, parsed.get());
        if (present.isEmpty()) {
            tally.count(
                    Kind.VERSIONS,
                    packages.version(tx, id, parsed.get(), revision.get().id()));
        } else if (present.get().equals(revision.get().hash())) {
            tally.here(Kind.VERSIONS);
        } else {
            tally.leftOut(Kind.VERSIONS);
            tally.problem(subject, "its version " + version.text() + " is another revision here, and stays so.");
        }
    }

    private void access(String grantee) {
        if (packages.hasAccess(tx, id, grantee)) {
            tally.count(Kind.ACCESS, isNew);
            return;
        }
        var standing = EVERYBODY.contains(grantee) ? People.Standing.SAME : people.of(tx, grantee);
        if (standing == People.Standing.SAME && isNew) {
            packages.grant(tx, id, grantee);
            tally.came(Kind.ACCESS);
            return;
        }
        tally.leftOut(Kind.ACCESS);
        tally.notice(
                subject,
                switch (standing) {
                    case SAME ->
                        "access of " + grantee
                                + " is not here any more, and stays so. Its owner can give it: quilt access add "
                                + from.owner() + "/" + from.name() + " " + grantee;
                    case NOBODY -> "access of " + grantee + " does not come, as nobody here has that name.";
                    case ANOTHER -> "access of " + grantee + " does not come, as that may be somebody else here.";
                });
    }

    private void invitations() {
        Pages.each(
                0L,
                last -> original.invitations(from.id(), last),
                OriginalStore.Invitation::id,
                page -> page.forEach(this::invitation));
    }

    private void invitation(OriginalStore.Invitation invitation) {
        if (!EmailAddresses.isValid(invitation.email(), EmailAddresses.MAX_INVITATION_LENGTH)) {
            tally.leftOut(Kind.INVITATIONS);
            tally.notice(subject, "an invitation to something that is no e-mail address does not come.");
        } else {
            tally.count(Kind.INVITATIONS, isNew && packages.invite(tx, id, invitation.email(), invitation.invited()));
        }
    }

    private void comments() {
        Pages.each(
                0L,
                last -> original.comments(from.id(), last),
                OriginalStore.Comment::id,
                page -> page.forEach(this::comment));
    }

    private void comment(OriginalStore.Comment from) {
        tally.count(Kind.COMMENTS, comments.add(tx, id, from.author(), from.created(), from.contents()));
    }
}
