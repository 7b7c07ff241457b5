package org.quiltappliance.server.search;

import java.util.Optional;

/** A package that a search found. */
public record SearchHit(
        String owner, String name, boolean isPublic, boolean isTeam, Optional<String> readmePreview, double rank) {}
