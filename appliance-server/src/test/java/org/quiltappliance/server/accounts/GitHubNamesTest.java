package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubNamesTest {

    @ParameterizedTest
    @CsvSource({"octocat,octocat", "Octo-Cat,octo_cat", "7up,gh_7up", "lambda,lambda_", "Class,class_", "a_corp,a_corp"
    })
    void loginGivesAUserNameThatClientsAccept(String login, String username) {
        assertThat(GitHubNames.usernameFor(login)).contains(username);
    }

    @ParameterizedTest
    @ValueSource(strings = {"public", "Team", "quilt", "anonymous", "", "-x", "ünï", "a.b", "x\n"})
    void reservedAndImpossibleLoginsGiveNone(String login) {
        assertThat(GitHubNames.usernameFor(login)).isEmpty();
    }

    @Test
    void overlongLoginGivesNone() {
        assertThat(GitHubNames.usernameFor("x".repeat(65))).isEmpty();
    }
}
