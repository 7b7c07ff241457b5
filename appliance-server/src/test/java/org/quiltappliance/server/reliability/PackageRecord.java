package org.quiltappliance.server.reliability;

import java.util.Optional;
import org.quiltappliance.server.testing.Pkg;

/** What one package that one person alone changes must look like, or may look like while an answer is outstanding. */
final class PackageRecord {

    private final Pkg pkg;
    private PackageState certain = PackageState.NOTHING;
    private Optional<PackageState> possible = Optional.empty();

    PackageRecord(Pkg pkg) {
        this.pkg = pkg;
    }

    Pkg pkg() {
        return pkg;
    }

    /** What was acknowledged last. */
    PackageState state() {
        return certain;
    }

    boolean isCertain() {
        return possible.isEmpty();
    }

    /** A change is asked for. */
    void tries(PackageState after) {
        possible = Optional.of(after);
    }

    /** It was acknowledged. */
    void acknowledged() {
        certain = possible.orElseThrow();
        possible = Optional.empty();
    }

    /**
     * What is really there.
     *
     * @return whether a change without an answer had happened
     * @throws AssertionError when that is neither what was acknowledged nor that and the whole change
     */
    boolean saw(PackageState seen) {
        boolean happened = possible.filter(seen::equals).isPresent();
        if (!happened && !seen.equals(certain)) {
            throw new AssertionError(pkg + " is " + seen + "\n  but acknowledged was " + certain
                    + possible.map(it -> "\n  and without an answer " + it).orElse(""));
        }
        certain = seen;
        possible = Optional.empty();
        return happened;
    }
}
