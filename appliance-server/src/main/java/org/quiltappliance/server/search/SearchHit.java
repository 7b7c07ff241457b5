package org.quiltappliance.server.search;

import java.util.Optional;

/**
 * A package that was found.
 *
 * @param isPublic whether everybody may see it, as far as the caller may know ({@code registry-api.md} 6.5)
 * @param isTeam whether everybody signed in may see it, as far as the caller may know
 * @param readmePreview the first 1024 characters of the README; empty when there is none
 * @param rank how well it fits, from 0 to below 1; 0 when nothing was asked for
 */
public record SearchHit(
        String owner, String name, boolean isPublic, boolean isTeam, Optional<String> readmePreview, double rank) {}
