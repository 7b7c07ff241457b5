package org.quiltappliance.server.contents;

/** The first names of a tree, as JSON: {@code preview} of {@code registry-api.md} 2.5.9. */
final class Preview {

    private static final int MAX_CHILDREN = 10;

    /** Groups on this level, the root being on the first, show no names any more. */
    private static final int LAST_LEVEL = 5;

    private static final String MORE = "...";

    private final Utf8Buffer json = new Utf8Buffer(1024);

    private Preview() {}

    static String of(Node.RootNode root) {
        var preview = new Preview();
        preview.addChildren(root.children(), 1);
        return preview.json.toString();
    }

    private void addChildren(Children children, int level) {
        int shown = level == LAST_LEVEL ? 0 : Math.min(MAX_CHILDREN, children.size());
        json.ascii('[');
        for (int i = 0; i < shown; i++) {
            separate(i);
            var child = children.sorted().get(i);
            json.ascii('[').quoted(child.name()).ascii(',');
            if (child.node() instanceof Node.Branch branch) {
                addChildren(branch.children(), level + 1);
            } else {
                addNull();
            }
            json.ascii(']');
        }
        if (children.size() > shown) {
            separate(shown);
            json.ascii('[').quoted(MORE).ascii(',');
            addNull();
            json.ascii(']');
        }
        json.ascii(']');
    }

    private void separate(int before) {
        if (before > 0) {
            json.ascii(',');
        }
    }

    private void addNull() {
        json.ascii('n').ascii('u').ascii('l').ascii('l');
    }
}
