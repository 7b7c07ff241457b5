package org.quiltappliance.server.trials;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.quiltappliance.server.accounts.GitHub;
import org.quiltappliance.server.accounts.SignInTrials;
import org.quiltappliance.server.config.SignInConfig;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;

/**
 * Whether GitHub knows an application, and tells whom it signs in. Nobody gets an account, and nothing changes.
 *
 * @param config reads the settings; throws {@link Invalid} when they do not name an application
 * @param callback where GitHub would send people back to
 * @param signIns of the registry that runs there; empty when none does
 */
record GitHubTrial(
        Supplier<SignInConfig.GitHub> config, Supplier<URI> callback, Supplier<Optional<SignInTrials>> signIns)
        implements Trial {

    private static final String NAME = "Name";
    private static final String ANSWER = "Answer";
    private static final String APPLICATION = "Application";
    private static final String SIGN_IN = "Sign-in";
    private static final Duration IN_THE_BROWSER = Duration.ofMinutes(5);
    private static final Duration SPARE = Duration.ofSeconds(30);

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
            if (refusal.isPresent()) {
                teller.failed(APPLICATION, "GitHub refuses it: " + refusal.get(), remedy(refusal.get(), back));
                return;
            }
            teller.passed(APPLICATION, "GitHub knows the client id and its secret");
        } catch (Unavailable failed) {
            teller.failed(
                    ANSWER,
                    failed.text(),
                    "Check the address of GitHub and the client id, and whether this computer reaches the Internet.");
            return;
        }
        teller.trying(SIGN_IN);
        signIns.get()
                .ifPresentOrElse(
                        running -> signIn(teller, running, new GitHub(github, back), back),
                        () -> teller.warned(
                                SIGN_IN,
                                "Not tried: the registry does not run, so that nobody is there when GitHub sends people"
                                        + " back.",
                                "Start the registry, and test again."));
    }

    private static void signIn(Teller teller, SignInTrials running, GitHub github, URI back) {
        try (var pending = running.begin()) {
            teller.waiting(
                    SIGN_IN,
                    "Sign in at GitHub in the browser.",
                    github.authorizeUri(pending.state()),
                    IN_THE_BROWSER.plus(SPARE),
                    pending::close);
            pending.await(IN_THE_BROWSER)
                    .ifPresentOrElse(
                            with -> end(teller, github, with),
                            () -> teller.failed(
                                    SIGN_IN,
                                    "Nobody came back from GitHub within " + IN_THE_BROWSER.toMinutes() + " minutes.",
                                    "Test again. When GitHub sends the browser elsewhere, set the callback address of the"
                                            + " application at GitHub to " + back + "."));
        }
    }

    private static void end(Teller teller, GitHub github, SignInTrials.Return with) {
        if (with.code().isEmpty()) {
            teller.failed(
                    SIGN_IN,
                    with.error().equals("access_denied")
                            ? "GitHub was not allowed to say who you are."
                            : "GitHub did not sign you in.",
                    "Test again, and allow it at GitHub.");
            return;
        }
        try {
            var user = github.userFor(with.code());
            teller.passed(SIGN_IN, "GitHub says that you are " + user.login() + " (" + user.email() + ")");
        } catch (ApplianceException refused) {
            teller.failed(SIGN_IN, refused.text(), "Put that in order, and test again.");
        }
    }

    private static String remedy(String word, URI back) {
        return word.equals("redirect_uri_mismatch")
                ? "Set the callback address of the application at GitHub to " + back + "."
                : "Compare client id and secret with those of the application at GitHub, or make a new secret there.";
    }
}
