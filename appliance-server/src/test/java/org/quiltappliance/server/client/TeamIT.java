package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The client's team commands against an appliance on this machine: {@code quilt config acme}, then {@code quilt login
 * acme} ({@code client-protocol.md} 4 and 9).
 */
@ExtendWith(Testbed.Extension.class)
class TeamIT {

    private final Testbed bed;
    private final RunningAppliance appliance;
    private QuiltCli admin;

    TeamIT(Testbed bed) {
        this.bed = bed;
        this.appliance = bed.appliance();
        this.admin = bed.stranger();
    }

    @BeforeEach
    void signInToTheTeam() {
        admin.quiltTyping(appliance.registry() + "\n", "config", "acme")
                .printed(
                        "Please enter the URL for the Quilt Team registry [acme] (ask your administrator),",
                        "or leave this line blank to use the default: ");
        admin.quiltTyping(appliance.code(appliance.admin()) + "\n", "login", "acme")
                .succeeded();
    }

    @Test
    void usersAreAdministered() {
        admin.quilt("user", "create", "acme", "dora", "dora@example.com").printed();
        admin.quilt("user", "create", "acme", "dora", "dora2@example.com").failedWith("Username already taken.");
        admin.quilt("user", "create", "acme", "dora2", "dora@example.com").failedWith("Email already taken.");
        admin.quilt("user", "create", "acme", "team", "team@example.com").failedWith("Invalid username.");
        admin.quilt("user", "create", "acme", "dora2", "nonsense").failedWith("Invalid email.");
        assertThat(userLine("dora")).isEqualTo("dora dora@example.com True False");

        admin.quilt("user", "disable", "acme", "dora").printed();
        assertThat(userLine("dora")).isEqualTo("dora dora@example.com False False");
        admin.quilt("user", "enable", "acme", "dora").printed();
        assertThat(userLine("dora")).isEqualTo("dora dora@example.com True False");
        admin.quilt("user", "reset-password", "acme", "dora").printed();

        admin.quilt("user", "disable", "acme", "admin").failedWith("Can't disable yourself");
        admin.quilt("user", "disable", "acme", "nobody_here").failedWith("User to disable not found");
        admin.quilt("user", "enable", "acme", "nobody_here").failedWith("User to enable not found");
        admin.quilt("user", "reset-password", "acme", "nobody_here").failedWith("User not found.");
        // Never was possible: packages belong to names.
        admin.quilt("user", "delete", "-f", "acme", "dora").failedWith("This endpoint is not enabled.");
        assertThat(userLine("admin")).endsWith(" True True");
    }

    @Test
    void usersAreListedInDetail() {
        bed.alice();

        var detailed = admin.python("""
                import quilt
                print(sorted(quilt.list_users_detailed('acme')['users']['alice']))
                print(quilt.list_packages('nobody_here', 'acme')['packages'])
                """);

        detailed.printed(
                "['deletes', 'installs', 'is_admin', 'last_seen', 'packages', 'previews', 'pushes', 'status']", "[]");
    }

    @Test
    void onlyAdministratorsAdminister() {
        var bob = bed.stranger();
        bob.quiltTyping(appliance.registry() + "\n", "config", "acme").succeeded();
        bob.quiltTyping(appliance.code(bed.bob()) + "\n", "login", "acme").succeeded();

        assertThat(bob.quilt("user", "list", "acme").exitCode()).isEqualTo(1);
        var refused = bob.quilt("user", "create", "acme", "eve", "eve@example.com");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.stderr()).doesNotContain("Traceback", "Unexpected failure");
        assertThat(bob.quilt("audit", "alice").exitCode()).isEqualTo(1);
    }

    @Test
    void teamPackageIsSeenByTheTeamAlone() {
        var alice = bed.machineOf(bed.alice());
        DemoPackage.pushed(alice, "alice/team_wombat", "for the team", "--team");

        admin.quilt("install", "acme:alice/team_wombat").succeeded();
        admin.quilt("search", "wombat")
                .printed(
                        "* Packages in team acme",
                        "acme:alice/team_wombat",
                        "* Packages in public cloud",
                        "alice/team_wombat");
        bed.stranger()
                .quilt("install", "alice/team_wombat")
                .failedWith("Package alice/team_wombat does not exist (do you need to log in?)");
        admin.quilt("install", "alice/nothing")
                .failedWith("Package alice/nothing does not exist. Maybe you meant acme:alice/nothing?");
    }

    @Test
    void teamMemberBuildsAndPushesUnderTheTeam() {
        DemoPackage.on(admin, "by the team");
        admin.quilt("build", "acme:admin/ours", "build.yml").succeeded();

        assertThat(admin.quilt("push", "--team", "acme:admin/ours").succeeded().lines())
                .contains("Push complete. acme:admin/ours is live:");

        bed.machineOf(bed.bob()).quilt("install", "admin/ours").succeeded();
    }

    @Test
    void auditShowsWhatAnonymousPeopleDidToo() {
        var alice = bed.machineOf(bed.alice());
        DemoPackage.pushed(alice, "alice/audited", "audited", "--public");
        bed.stranger().quilt("install", "alice/audited").succeeded();
        bed.machineOf(bed.bob()).quilt("install", "alice/audited").succeeded();

        var lines = admin.quilt("audit", "alice/audited").succeeded().lines();

        assertThat(lines.get(0)).matches("Time +User +Package +Type *");
        assertThat(lines.stream()
                        .skip(1)
                        .map(line -> line.substring(21).replaceAll(" +", " ").strip()))
                .containsExactly(
                        "alice acme:alice/audited PUSH",
                        "(anonymous) acme:alice/audited INSTALL",
                        "bob acme:alice/audited INSTALL");
        assertThat(admin.quilt("audit", "alice").succeeded().stdout()).contains("acme:alice/audited", "PUSH");
        assertThat(admin.quilt("audit", "nobody_here").succeeded().lines()).hasSize(1);
        admin.quilt("audit", "a/b/c").failedWith("Need either a user or a user/package");
        bed.machineOf(bed.alice()).quilt("audit", "alice/audited").failedWith("Not logged in as a team user");
    }

    @Test
    void teamAndPublicLoginExcludeEachOther() {
        admin.quilt("login").failedWith("Can't log in as a public user; log out from team 'acme' first.");
        var alice = bed.machineOf(bed.alice());
        alice.quiltTyping(appliance.registry() + "\n", "config", "acme").succeeded();
        alice.quilt("login", "acme").failedWith("Can't log in as team 'acme'; log out first.");
    }

    private String userLine(String name) {
        return admin.quilt("user", "list", "acme").succeeded().lines().stream()
                .filter(line -> line.startsWith(name + " "))
                .findFirst()
                .orElseThrow()
                .replaceAll(" +", " ")
                .strip();
    }
}
