package org.quiltappliance.server.http.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.LiveConfig;
import org.quiltappliance.server.http.Answer;

/** What the page must know of this registry: the keys of the original ({@code catalog.md} section 1) and ours. */
record ConfigAnswer(
        String api,
        boolean alwaysRequiresAuth,
        @Nullable Team team,
        String stripeKey,
        @JsonProperty("sentryDSN") String sentryDsn,
        String mixpanelToken,
        Brand brand,
        boolean signup,
        boolean mail,
        Visible visibility,
        boolean users,
        @Nullable String github,
        String catalog,
        String version)
        implements Answer {

    record Team(String id, @Nullable String name) {}

    record Brand(
            String name,
            String mark,
            @Nullable String support,
            @Nullable String docs) {}

    record Visible(@JsonProperty("public") boolean everybody, boolean team) {}

    /** Nothing is sent to anybody else, so the keys for others stay empty. */
    static ConfigAnswer of(ApplianceConfig config, LiveConfig live, String version) {
        var access = live.access();
        var registry = config.http().registryUrl().toString();
        return new ConfigAnswer(
                registry,
                !access.anonymous(),
                access.teamId()
                        .map(id -> new Team(id, access.teamName().orElse(null)))
                        .orElse(null),
                "",
                "",
                "",
                new Brand(live.name(), "/login/mark.svg", null, null),
                access.signup(),
                live.mail().isSent(),
                new Visible(access.anonymous(), access.team()),
                access.userEndpoints(),
                config.signIn()
                        .github()
                        .map(settings -> registry + "/login/github")
                        .orElse(null),
                config.http().catalogUrl().toString(),
                version);
    }
}
