package org.quiltappliance.server.trials;

/** Tries something that settings name. */
@FunctionalInterface
public interface Trial {

    /**
     * Goes from stage to stage, up to the first that fails. Returns after that, or throws what {@link Teller#trying} throws,
     * and leaves nothing behind either way.
     */
    void run(Teller teller);
}
