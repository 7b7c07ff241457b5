package org.quiltappliance.server.accounts;

/**
 * Somebody who signed in at GitHub.
 *
 * @param id the number of the account there, which never changes
 * @param login the name there, which may change
 * @param email the primary address, verified by GitHub
 */
public record GitHubUser(long id, String login, String email) {}
