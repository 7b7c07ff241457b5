package org.quiltappliance.server.packages;

import java.util.List;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.contents.Node;

/**
 * What a client wants to push (registry-api.md 2.5.1, 2.5.2).
 *
 * @param contents the tree, or the part of it that goes below {@link Target.Below#path}
 * @param sizes what the client says of the objects; empty in a dry run
 * @param isPublic make a new package public, or insist that an old one is
 * @param isTeam the same for the team
 */
public record Push(Target target, Node contents, HashSizes sizes, boolean isPublic, boolean isTeam) {

    /** Where the contents go. */
    public sealed interface Target {
        /** They are the whole tree, and this is its hash. */
        record Whole(Hash hash) implements Target {}

        /** They go below this path of the latest revision; names from the root's child down. */
        record Below(List<String> path) implements Target {
            public Below {
                path = List.copyOf(path);
            }
        }
    }
}
