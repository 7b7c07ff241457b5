package org.quiltappliance.server.packages;

/** One line of a list of packages; the flags are as registry-api.md 6.5 says for that list. */
public record PackageFlags(String owner, String name, boolean isPublic, boolean isTeam) {}
