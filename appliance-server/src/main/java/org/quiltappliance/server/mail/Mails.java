package org.quiltappliance.server.mail;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.mail.Letter.Action;
import org.quiltappliance.server.mail.Letter.Command;
import org.quiltappliance.server.mail.Letter.Paragraph;
import org.quiltappliance.server.mail.Letter.Part;
import org.quiltappliance.server.mail.OutboxMail.State;

/**
 * Every mail the registry writes ({@code registry-api.md} 3.8). A mail is stored in the transaction of the change it
 * tells of, and delivered later, or kept for an administrator when no mail server is set.
 */
public final class Mails {

    private static final String TEAM_EDITION = "Quilt Team Edition";
    private static final String ONCE = "The link works once, within 24 hours.";

    private final Supplier<MailConfig> config;
    private final URI registryUrl;
    private final URI catalogUrl;
    private final Access access;
    private final Clock clock;
    private final MailStore store = new MailStore();

    /** @param config asked anew for each mail */
    public Mails(Supplier<MailConfig> config, HttpConfig http, Access access, Clock clock) {
        this.config = config;
        this.registryUrl = http.registryUrl();
        this.catalogUrl = http.catalogUrl();
        this.access = access;
        this.clock = clock;
    }

    /** Whether mails go out; otherwise an administrator hands out what they say. */
    public boolean areSent() {
        return config.get().isSent();
    }

    /** To somebody who registered: the link that opens the account, good for 24 hours. */
    public void activation(Handle tx, String email, String username, URI link) {
        String product = access.teamId().isPresent() ? TEAM_EDITION : "Quilt";
        post(
                tx,
                List.of(email),
                "Activate your Quilt account",
                "Activate your account",
                List.of(
                        hello(username),
                        new Paragraph("An account with this e-mail address was requested at " + catalogUrl + " ("
                                + product + "). Confirm the address to open it."),
                        new Action("Activate account", link),
                        new Paragraph(ONCE + " If you did not ask for an account, do nothing.")));
    }

    /** To somebody who lost the password: the link to choose a new one, good for 24 hours. */
    public void reset(Handle tx, String email, String username, URI link) {
        post(
                tx,
                List.of(email),
                "Reset your Quilt password",
                access.teamName().orElse("Reset your password"),
                List.of(
                        hello(username),
                        new Paragraph("A new password was asked for, for your account at " + catalogUrl + "."),
                        new Action("Choose a new password", link),
                        new Paragraph(ONCE
                                + " Whoever uses it ends all your sign-ins. If you did not ask for it, do nothing.")));
    }

    /** @param choosePassword for accounts an administrator made, which have no password yet */
    public void welcome(Handle tx, String email, String username, Optional<URI> choosePassword) {
        List<Part> parts = new ArrayList<>();
        parts.add(hello(username));
        parts.add(new Paragraph(access.teamId()
                .map(team -> "Your account at " + catalogUrl + ", home of the team " + team + ", is open.")
                .orElse("Your account at " + catalogUrl + " is open.")));
        choosePassword.ifPresent(link -> {
            parts.add(new Paragraph("It has no password yet. " + ONCE));
            parts.add(new Action("Choose a password", link));
        });
        String team = access.teamId().map(id -> " " + id).orElse("");
        parts.add(new Paragraph("To use it from the command line, tell quilt once where the registry is. When asked for"
                + " the address, enter " + registryUrl + "."));
        parts.add(new Command("quilt config" + team));
        parts.add(new Paragraph("Then sign in."));
        parts.add(new Command("quilt login" + team));
        parts.add(new Paragraph("The command quilt help lists what else it can do; packages and how to get them are"
                + " shown at " + catalogUrl + "."));
        post(tx, List.of(email), "Welcome to Quilt, " + username, "Welcome, " + username, parts);
    }

    /** One mail to all administrators: somebody has joined. Does nothing without administrators. */
    public void newUser(Handle tx, List<String> administrators, String username, String email) {
        if (!administrators.isEmpty()) {
            post(
                    tx,
                    administrators,
                    "New Quilt User: " + username,
                    "New user: " + username,
                    List.of(
                            new Paragraph("Somebody has activated an account at " + catalogUrl + "."),
                            new Paragraph("User name: " + username),
                            new Paragraph("E-mail: " + email)));
        }
    }

    /** To an invited address: somebody shared a package; how to sign up (defect D21: the original had no link). */
    public void invitation(Handle tx, String email, String owner, String packageName) {
        post(
                tx,
                List.of(email),
                owner + " shared data with you on Quilt",
                owner + " shared data with you",
                List.of(
                        new Paragraph(owner + " gave you access to the data package " + owner + "/" + packageName
                                + " at " + catalogUrl + "."),
                        new Paragraph("Sign up with this e-mail address to see it."),
                        new Action("Sign up", URI.create(catalogUrl + "/signup"))));
    }

    /** To the owner of a package: somebody commented on it. */
    public void comment(Handle tx, String email, String commenter, String owner, String packageName) {
        String name = owner + "/" + packageName;
        post(
                tx,
                List.of(email),
                "New comment on " + name,
                "New comment on " + name,
                List.of(
                        new Paragraph(commenter + " wrote a comment on " + name + "."),
                        new Action("Read it", commentsPage(owner, packageName))));
    }

    private void post(Handle tx, List<String> to, String subject, String title, List<Part> parts) {
        var letter = new Letter(subject, title, parts);
        store.insert(
                tx,
                to,
                letter.subject(),
                letter.asText(),
                letter.asHtml(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                areSent() ? State.QUEUED : State.KEPT);
    }

    /** Package names may hold letters of any script, which a link writes as escapes. */
    private URI commentsPage(String owner, String packageName) {
        String path = "/package/" + owner + "/" + packageName + "/comments";
        try {
            return URI.create(catalogUrl + new URI(null, null, path, null).toASCIIString());
        } catch (URISyntaxException never) {
            throw new IllegalArgumentException(never);
        }
    }

    private static Part hello(String username) {
        return new Paragraph("Hello " + username + ",");
    }
}
