package org.quiltappliance.server.packages;

import java.time.Instant;
import org.quiltappliance.server.contents.Hash;

/** Which revision, and who made and last touched it when. */
public record RevisionInfo(
        long id, Hash hash, String createdBy, Instant createdAt, String updatedBy, Instant updatedAt) {}
