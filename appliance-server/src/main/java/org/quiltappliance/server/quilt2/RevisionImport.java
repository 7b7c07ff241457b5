package org.quiltappliance.server.quilt2;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.Node;
import org.quiltappliance.server.contents.NodeReader;
import org.quiltappliance.server.contents.ObjectList;
import org.quiltappliance.server.contents.TreeHash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** Finds out which revisions of a package can come, and brings their objects over. One tree at a time is in memory. */
final class RevisionImport {

    private final OriginalStore original;
    private final boolean despiteDamage;
    private final Tally total;

    RevisionImport(OriginalStore original, boolean despiteDamage, Tally total) {
        this.original = original;
        this.despiteDamage = despiteDamage;
        this.total = total;
    }

    /** @return those of the revisions that can come; of the others is told why not */
    List<OriginalStore.Revision> prepare(
            OriginalStore.Package from, List<OriginalStore.Revision> wanted, ObjectImport objects) {
        List<OriginalStore.Revision> good = new ArrayList<>();
        for (var revision : wanted) {
            Pulse.check();
            String subject = "revision " + revision.hash() + " of " + from.owner() + "/" + from.name();
            if (canCome(revision, subject, objects)) {
                good.add(revision);
            } else {
                total.leftOut(Kind.REVISIONS);
            }
        }
        return good;
    }

    private boolean canCome(OriginalStore.Revision revision, String subject, ObjectImport objects) {
        ObjectList named;
        try {
            named = ObjectList.of(tree(revision));
        } catch (Invalid unusable) {
            total.problem(subject, unusable.text());
            return false;
        }
        int lacking = objects.bring(named);
        if (lacking > 0 && !despiteDamage) {
            total.problem(
                    subject,
                    lacking + (lacking == 1 ? " of its objects is" : " of its objects are")
                            + " missing or damaged. Put them in order in the original and run the import again, or take"
                            + " the revision without them: --despite-damage");
            return false;
        }
        objects.believe(named, original);
        return true;
    }

    /** @throws Invalid when it is no tree that could be installed */
    Node.RootNode tree(OriginalStore.Revision revision) {
        try (var parser = NodeReader.parser(new ByteArrayInputStream(original.contents(revision.id())))) {
            parser.nextToken();
            if (!(NodeReader.read(parser) instanceof Node.RootNode root)) {
                throw new Invalid("Its contents have no root.");
            }
            if (!Hash.isHash(revision.hash()) || !TreeHash.of(root).equals(Hash.parse(revision.hash()))) {
                throw new Invalid("Its contents do not have its hash, so no client would install it.");
            }
            return root;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
