package org.quiltappliance.server.containers;

/**
 * A container of ours runs another image than the settings say. It goes on with the old one until somebody decides,
 * because a backup should come first ({@code control-panel.md} 8.6).
 *
 * @param current as the container's label tells
 * @param wanted as the setting says
 */
public record ImageChange(Role role, String current, String wanted) {}
