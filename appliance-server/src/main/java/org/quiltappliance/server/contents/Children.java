package org.quiltappliance.server.contents;

import java.util.List;
import java.util.Optional;

/**
 * The named children of a branch, in two orders: as pushed, and by name. Names are distinct, hold neither U+0000 nor an
 * unpaired surrogate, and follow no other rule. Equal when the same names stand for equal nodes, in whatever order.
 */
public final class Children {

    /** One child with its name. */
    public record Child(String name, Node node) {}

    /** No children. */
    public static Children none() {
        throw new UnsupportedOperationException();
    }

    /**
     * @param pushed in the order to keep; of two with the same name the last wins, in the place of the first
     * @throws org.quiltappliance.server.errors.ApplianceException.Invalid if a name cannot be one
     */
    public static Children of(List<Child> pushed) {
        throw new UnsupportedOperationException(String.valueOf(pushed));
    }

    public int size() {
        throw new UnsupportedOperationException();
    }

    /** As pushed: the order of the search text. */
    public List<Child> pushed() {
        throw new UnsupportedOperationException();
    }

    /** By code point of the names: the order of the tree hash, the JSON and the object list. */
    public List<Child> sorted() {
        throw new UnsupportedOperationException();
    }

    public Optional<Node> find(String name) {
        throw new UnsupportedOperationException(name);
    }

    /** These children with one replaced, or added at the end. */
    public Children with(String name, Node node) {
        throw new UnsupportedOperationException(name + node);
    }
}
