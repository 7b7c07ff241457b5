package org.quiltappliance.server.testing;

import java.net.URI;
import java.util.List;
import org.quiltappliance.server.Users;

/**
 * A whole appliance, started for tests on free ports with its files in a temporary folder. Its administrator is called
 * {@code admin}. May be shared by tests that use names of their own.
 */
public interface TestAppliance extends AutoCloseable {

    /** Public root of the registry, without final slash. */
    URI registry();

    /** Public root of the catalog, without final slash. */
    URI catalog();

    Switches switches();

    /** Asks the registry as nobody in particular. */
    RegistryClient client();

    /** The first administrator, with a password. */
    Person admin();

    /** A new active account with a fresh name, signed in. */
    Person person();

    /** What the administrator of the computer does with accounts. */
    Users users();

    /** The time that the appliance reckons with. */
    TestClock clock();

    /** The mails to that address, oldest first. */
    List<Letter> mailsTo(String address);

    /** Puts other bytes in the place of a stored object, as a bad disk would. */
    void damage(String owner, String hash, byte[] bytes);

    @Override
    void close();
}
