package org.quiltappliance.server.contents;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * The named children of a branch, in two orders: as pushed, and by name. Names are distinct, hold neither U+0000 nor an
 * unpaired surrogate, and follow no other rule. Immutable. Equal when the same names stand for equal nodes, in whatever
 * order they were pushed.
 */
public final class Children {

    private static final Children NONE = new Children(new Child[0], new Child[0]);

    /** By code point. {@link String#compareTo} goes by UTF-16 unit and differs beyond the basic plane. */
    private static final Comparator<String> BY_CODE_POINT = Children::compareCodePoints;

    private final Child[] pushed;
    /** The same array when that is sorted already, as it mostly is. */
    private final Child[] sorted;

    private Children(Child[] pushed, Child[] sorted) {
        this.pushed = pushed;
        this.sorted = sorted;
    }

    /** One child with its name. */
    public record Child(String name, Node node) {}

    /** No children. */
    public static Children none() {
        return NONE;
    }

    /**
     * @param pushed in the order to keep; of two with the same name the last wins, in the place of the first, as it
     *     does in the original
     * @throws Invalid if a name cannot be one
     */
    public static Children of(List<Child> pushed) {
        return of(pushed.toArray(Child[]::new));
    }

    private static Children of(Child[] pushed) {
        boolean supplementary = false;
        for (var child : pushed) {
            supplementary |= checkName(child.name());
        }
        var order = supplementary ? BY_CODE_POINT : Comparator.<String>naturalOrder();
        if (isAscending(pushed, order)) {
            return new Children(pushed, pushed);
        }
        var sorted = pushed.clone();
        Arrays.sort(sorted, Comparator.comparing(Child::name, order));
        return isAscending(sorted, order) ? new Children(pushed, sorted) : withoutRepeats(pushed);
    }

    /** Whether each name is greater than the one before it. */
    private static boolean isAscending(Child[] children, Comparator<String> order) {
        for (int i = 1; i < children.length; i++) {
            if (order.compare(children[i - 1].name(), children[i].name()) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static Children withoutRepeats(Child[] pushed) {
        var last = new LinkedHashMap<String, Child>();
        for (var child : pushed) {
            last.put(child.name(), child);
        }
        return of(last.values().toArray(Child[]::new));
    }

    /**
     * @return whether there are characters beyond the basic plane
     * @throws Invalid if the name holds U+0000 or an unpaired surrogate
     */
    static boolean checkName(String name) {
        boolean supplementary = false;
        for (int i = 0; i < name.length(); i++) {
            char unit = name.charAt(i);
            if (unit == '\0') {
                throw new Invalid("A node name may not hold the character U+0000: " + Refusal.shown(name));
            }
            if (Character.isSurrogate(unit)) {
                if (i + 1 == name.length() || !Character.isSurrogatePair(unit, name.charAt(++i))) {
                    throw new Invalid("A node name may not hold an unpaired surrogate: " + Refusal.shown(name));
                }
                supplementary = true;
            }
        }
        return supplementary;
    }

    private static int compareCodePoints(String one, String other) {
        int common = Math.min(one.length(), other.length());
        for (int i = 0; i < common; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                if (Character.isSurrogate(a) == Character.isSurrogate(b)) {
                    return a - b;
                }
                return Character.isSurrogate(a) ? 1 : -1; // half of a character beyond the basic plane
            }
        }
        return one.length() - other.length();
    }

    public int size() {
        return pushed.length;
    }

    /** As pushed: the order of the search text. Unmodifiable. */
    public List<Child> pushed() {
        return Collections.unmodifiableList(Arrays.asList(pushed));
    }

    /** By code point of the names: the order of the tree hash, the JSON and the object list. Unmodifiable. */
    public List<Child> sorted() {
        return Collections.unmodifiableList(Arrays.asList(sorted));
    }

    public Optional<Node> find(String name) {
        int low = 0;
        int high = sorted.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compareCodePoints(sorted[middle].name(), name);
            if (order == 0) {
                return Optional.of(sorted[middle].node());
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return Optional.empty();
    }

    /**
     * These children with one replaced, or added at the end.
     *
     * @throws Invalid if the name cannot be one
     */
    public Children with(String name, Node node) {
        var more = Arrays.copyOf(pushed, pushed.length + 1);
        more[pushed.length] = new Child(name, node);
        return of(more);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Children that && Arrays.equals(sorted, that.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }

    @Override
    public String toString() {
        return Arrays.toString(pushed);
    }
}
