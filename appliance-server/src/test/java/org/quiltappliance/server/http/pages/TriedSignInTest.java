package org.quiltappliance.server.http.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.monitoring.Redaction;
import org.quiltappliance.server.trials.Told;
import org.quiltappliance.server.trials.TrialRun;
import org.quiltappliance.server.trials.TrialStage;
import org.quiltappliance.server.trials.TrialStage.State;
import org.quiltappliance.server.trials.Trials;

/** A sign-in at GitHub is tried from the settings, at a registry where nobody signs in that way yet (SE-8). */
class TriedSignInTest {

    private final List<TrialStage> heard = new CopyOnWriteArrayList<>();
    private GitHubStandIn gitHub;
    private PagesServer server;

    @BeforeEach
    void start() throws Exception {
        gitHub = new GitHubStandIn();
        server = PagesServer.plain();
    }

    @AfterEach
    void stop() {
        server.close();
        gitHub.close();
    }

    private TrialRun begin() {
        var callback = GitHubSignIn.callback(server.registry);
        var trial = new Trials(Clock.systemUTC())
                .gitHub(Told.settings(gitHub.settings()), () -> callback, () -> Optional.of(server.trials));
        return TrialRun.begin(trial, new Redaction(), heard::add);
    }

    /** What somebody in front of a browser is sent to. */
    private URI page() {
        await().until(() -> heard.stream().anyMatch(stage -> stage.page().isPresent()));
        return heard.stream()
                .flatMap(stage -> stage.page().stream())
                .findFirst()
                .orElseThrow();
    }

    private String throughGitHub() throws Exception {
        var browser = PagesServer.browser();
        var back = URI.create(PagesServer.location(browser.get(page())));
        return browser.get(back).body();
    }

    private TrialStage signIn(TrialRun run) {
        var stages = run.result().join().stages();
        return stages.get(stages.size() - 1);
    }

    private String failed() throws Exception {
        var run = begin();
        throughGitHub();
        assertThat(signIn(run).state()).isEqualTo(State.FAILED);
        return signIn(run).detail();
    }

    @Test
    void whoSignsInIsToldAndGetsNoAccount() throws Exception {
        var run = begin();

        var page = throughGitHub();

        assertThat(page).contains("The test goes on in the control panel").doesNotContain("class=\"code\"");
        assertThat(signIn(run).state()).isEqualTo(State.PASSED);
        assertThat(signIn(run).detail()).isEqualTo("GitHub says that you are Octo-Cat (octo@github.example)");
        assertThat(server.setup.administration.list()).isEmpty();
    }

    @Test
    void refusalAtGitHubIsSaid() throws Exception {
        gitHub.deny("access_denied");

        assertThat(failed()).isEqualTo("GitHub was not allowed to say who you are.");
    }

    @Test
    void personWithoutAddressIsSaid() throws Exception {
        gitHub.emails("[]");

        assertThat(failed()).contains("no verified primary e-mail address");
    }

    @Test
    void givenUpTrialTakesNobodyBack() throws Exception {
        var run = begin();
        var page = page();

        run.cancel();

        assertThatThrownBy(() -> run.result().join()).hasRootCauseInstanceOf(CancellationException.class);
        var browser = PagesServer.browser();
        assertThat(browser.get(URI.create(PagesServer.location(browser.get(page))))
                        .statusCode())
                .isEqualTo(404);
    }
}
