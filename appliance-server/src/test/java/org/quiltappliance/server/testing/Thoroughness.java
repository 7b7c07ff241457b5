package org.quiltappliance.server.testing;

import java.util.List;

/** How much of the same a test looks at: few in {@code ./test}, all in {@code ./test thorough} ({@code docs/adr/0021}). */
public final class Thoroughness {

    private static final boolean THOROUGH = Boolean.getBoolean("test.thorough");

    private Thoroughness() {}

    /** Whether everything is wanted. */
    public static boolean isWanted() {
        return THOROUGH;
    }

    /** How often, or how many. */
    public static int times(int few, int all) {
        return THOROUGH ? all : few;
    }

    /**
     * The first few, or all.
     *
     * @param few at least one
     * @param all with those first that show most
     */
    public static <T> List<T> of(int few, List<T> all) {
        return all.subList(0, THOROUGH ? all.size() : few);
    }
}
