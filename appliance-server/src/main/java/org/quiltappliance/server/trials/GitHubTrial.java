package org.quiltappliance.server.trials;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Supplier;
import org.quiltappliance.server.accounts.GitHub;
import org.quiltappliance.server.config.SignInConfig;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

/**
 * Whether GitHub knows an application. Nobody signs in, and nothing changes.
 *
 * @param config reads the settings; throws {@link Invalid} when they do not name an application
 * @param callback where GitHub would send people back to
 */
record GitHubTrial(Supplier<SignInConfig.GitHub> config, Supplier<URI> callback) implements Trial {

    private static final String NAME = "Name";
    private static final String ANSWER = "Answer";
    private static final String APPLICATION = "Application";

    @Override
    public void run(Teller teller) {
        var github = config.get();
        var back = callback.get();
        String host = github.webUrl().getHost();
        teller.trying(NAME);
        try {
            var address = InetAddress.getByName(host.replaceAll("[\\[\\]]", ""));
            teller.passed(NAME, host + " is " + address.getHostAddress());
        } catch (UnknownHostException unknown) {
            teller.failed(
                    NAME,
                    "The host " + host + " is not known on this computer.",
                    "Check the address of GitHub, and whether this computer reaches the Internet.");
            return;
        }
        teller.trying(ANSWER);
        try {
            var refusal = new GitHub(github, back).refusal();
            teller.passed(ANSWER, github.webUrl() + " answers");
            teller.trying(APPLICATION);
            refusal.ifPresentOrElse(
                    word -> teller.failed(APPLICATION, "GitHub refuses it: " + word, remedy(word, back)),
                    () -> teller.passed(APPLICATION, "GitHub knows the client id and its secret"));
        } catch (Unavailable failed) {
            teller.failed(
                    ANSWER,
                    failed.text(),
                    "Check the address of GitHub and the client id, and whether this computer reaches the Internet.");
        }
    }

    private static String remedy(String word, URI back) {
        return word.equals("redirect_uri_mismatch")
                ? "Set the callback address of the application at GitHub to " + back + "."
                : "Compare client id and secret with those of the application at GitHub, or make a new secret there.";
    }
}
