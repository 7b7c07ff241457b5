package org.quiltappliance.server.contents;

import java.util.List;
import java.util.Optional;
import org.quiltappliance.server.contents.Node.Branch;
import org.quiltappliance.server.contents.Node.GroupNode;
import org.quiltappliance.server.contents.Node.RootNode;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.Quoted;

/** Puts a pushed sub-tree into a whole tree ({@code registry-api.md} 2.5.2 "Merging"). */
public final class Merge {

    /** Part of the wire contract; the component that could not be entered follows. */
    private static final String NO_GROUP = "Target subpath is not a group node: ";

    private final List<String> path;
    private final Node node;

    private Merge(List<String> path, Node node) {
        this.path = path;
        this.node = node;
    }

    /**
     * A new root; the base stays as it is and shares what did not change. Missing groups on the way are made;
     * whatever is at the end is replaced, not merged.
     *
     * @param path names from the root's child down to where the node goes, at least one
     * @throws NotFound {@code Target subpath is not a group node: <component>} if a file or table is in the way
     * @throws Invalid if a component is empty (defect D10) or cannot be a name, the node is a root, or the tree would
     *     be higher than {@link NodeReader#MAX_LEVELS}
     */
    public static RootNode into(RootNode base, List<String> path, Node node) {
        if (node.type() == Node.Type.ROOT) {
            throw new Invalid("Unexpected node type");
        }
        if (path.isEmpty() || path.contains("")) {
            throw new Invalid("A component of the target subpath is empty.");
        }
        if (path.size() >= NodeReader.MAX_LEVELS || path.size() + levels(node) > NodeReader.MAX_LEVELS) {
            throw new Invalid("contents may not be more than " + NodeReader.MAX_LEVELS + " levels deep.");
        }
        path.forEach(Children::checkName);
        return new RootNode(new Merge(path, node).merged(base, 0), base.metadataHash());
    }

    /** The children that the branch before a component of the path is to have. */
    private Children merged(Branch branch, int component) {
        String name = path.get(component);
        boolean last = component == path.size() - 1;
        return branch.children().with(name, last ? node : mergedGroup(branch, component));
    }

    private GroupNode mergedGroup(Branch parent, int component) {
        String name = path.get(component);
        Node child = parent.children().find(name).orElseGet(() -> new GroupNode(Children.none(), Optional.empty()));
        if (!(child instanceof Branch group)) {
            throw new NotFound(NO_GROUP + Quoted.of(name));
        }
        return new GroupNode(merged(group, component + 1), child.metadataHash());
    }

    private static int levels(Node node) {
        int below = 0;
        if (node instanceof Branch branch) {
            for (var child : branch.children().pushed()) {
                below = Math.max(below, levels(child.node()));
            }
        }
        return below + 1;
    }
}
