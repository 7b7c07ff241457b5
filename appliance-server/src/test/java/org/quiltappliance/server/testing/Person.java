package org.quiltappliance.server.testing;

/**
 * An account of a test.
 *
 * @param password what signs in, or an empty text for somebody who has none
 * @param token a valid token, as {@code POST /api/login} gives it
 */
public record Person(String name, String email, String password, String token) {

    /** The same person with another token. */
    public Person withToken(String other) {
        return new Person(name, email, password, other);
    }
}
