package org.quiltappliance.server.events;

import java.time.Instant;
import java.util.Optional;
import org.quiltappliance.server.contents.Hash;

/**
 * One thing that happened to a package.
 *
 * @param actor who did it; empty for somebody not signed in
 * @param hash of the revision concerned, where there is one
 * @param extra a JSON object with particulars of the type
 */
public record Event(
        Instant created,
        Optional<String> actor,
        EventType type,
        String owner,
        String name,
        Optional<Hash> hash,
        Optional<String> extra) {}
