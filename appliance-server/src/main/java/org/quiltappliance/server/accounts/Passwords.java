package org.quiltappliance.server.accounts;

/** Hashes and verifies passwords ({@code registry-api.md} 3.3). */
public final class Passwords {

    /** What the original registry used. */
    public static final int ROUNDS = 500_000;

    /** @param rounds of PBKDF2 for new passwords; fewer only where nothing is kept */
    public Passwords(int rounds) {}
}
