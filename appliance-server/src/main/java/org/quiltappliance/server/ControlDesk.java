package org.quiltappliance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.control.ControlServer;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.Outcome.Done;
import org.quiltappliance.server.lifecycle.Outcome.Failed;
import org.quiltappliance.server.lifecycle.Outcome.Overtaken;
import org.quiltappliance.server.lifecycle.Outcome.Rejected;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.mail.Outbox;
import org.quiltappliance.server.mail.OutboxMail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is asked through the control channel ({@code control-panel.md} SI-3). An answer has {@code error} with a stable
 * {@code code} and a {@code message}, or what was asked for.
 */
public final class ControlDesk implements ControlServer.Desk {

    private static final Logger log = LoggerFactory.getLogger(ControlDesk.class);
    private static final int MOST_MAILS = 100;

    /** Whoever asks these wants links that open accounts. */
    private static final Set<String> REVEALING = Set.of("users", "mails", "task");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ApplianceService service;
    private final BooleanSupplier show;
    private final TaskDesk tasks;

    /** For a process without a window. */
    public ControlDesk(ApplianceService service) {
        this(service, () -> false);
    }

    /** @param show brings the window to the front, if there is one */
    public ControlDesk(ApplianceService service, BooleanSupplier show) {
        this.service = service;
        this.show = show;
        this.tasks = new TaskDesk(service);
    }

    @Override
    public ObjectNode answer(JsonNode request) {
        try {
            String command = request.path("command").asText();
            ObjectNode answer = answer(command, request);
            return REVEALING.contains(command) ? answer : service.withoutSecrets(answer);
        } catch (ApplianceException refused) {
            return ControlServer.error(refused.kind().name(), refused.text());
        } catch (ProblemException failed) {
            var answer = ControlServer.error(
                    failed.problem().code().name(), failed.problem().message());
            answer.set("problem", SnapshotJson.of(failed.problem()));
            return service.withoutSecrets(answer);
        }
    }

    private ObjectNode answer(String command, JsonNode request) {
        return switch (command) {
            case "status" -> status();
            case "start" -> told(service.start());
            case "stop" -> stop(request.path("now").asBoolean() ? Duration.ZERO : ApplianceService.DRAIN);
            case "task" -> tasks.answer(request);
            case "backups" -> tasks.backups();
            case "mode" -> turnTo(request);
            case "restart" -> told(service.restart());
            case "cancel" -> told(service.cancel());
            case "show" -> JSON.objectNode().put("shown", show.getAsBoolean());
            case "lost" -> wouldBeLost();
            case "check" -> SnapshotJson.of(service.check().join());
            case "facts" -> service.facts();
            case "users" -> users(request);
            case "secrets" -> effect(request);
            case "mails" -> mails(request);
            case "test" -> test(request);
            case "renew-certificate" ->
                JSON.objectNode().put("done", service.network().renew());
            default -> ControlServer.error("INVALID", "There is no such command: " + command);
        };
    }

    private ObjectNode status() {
        ObjectNode json = SnapshotJson.of(service.snapshot());
        json.set("metrics", MetricsJson.of(service.metrics()));
        return json;
    }

    /** Says what goes with a test mode ({@code control-panel.md} MD-1). */
    private ObjectNode stop(Duration drain) {
        Optional<ObjectNode> lost = lost();
        var answer = told(service.stop(drain));
        lost.filter(counts -> !answer.has("error")).ifPresent(counts -> answer.set("lost", counts));
        return answer;
    }

    /** Counted now, so that nobody stops on an old figure. */
    private ObjectNode wouldBeLost() {
        var answer = JSON.objectNode();
        service.data().wouldBeLost().ifPresent(counts -> answer.set("lost", SnapshotJson.of(counts)));
        return answer;
    }

    private Optional<ObjectNode> lost() {
        try {
            return service.snapshot().state().isUp() && service.snapshot().mode() == Mode.TEST
                    ? Optional.of(SnapshotJson.of(service.count()))
                    : Optional.empty();
        } catch (ApplianceException away) {
            return Optional.empty();
        }
    }

    private ObjectNode turnTo(JsonNode request) {
        var mode = Mode.valueOf(request.path("mode").asText().toUpperCase(Locale.ROOT));
        return service.data()
                .turnTo(mode, request.path("leave").asBoolean())
                .map(ControlDesk::told)
                .orElseGet(() -> SnapshotJson.of(service.snapshot()));
    }

    private static ObjectNode told(CompletableFuture<Outcome> outcome) {
        Outcome result = outcome.join();
        if (result instanceof Done done) {
            return SnapshotJson.of(done.snapshot());
        } else if (result instanceof Rejected rejected) {
            return ControlServer.error("REJECTED", rejected.reason());
        } else if (result instanceof Failed failed) {
            var answer = ControlServer.error(
                    failed.problem().code().name(), failed.problem().message());
            answer.set("problem", SnapshotJson.of(failed.problem()));
            return answer;
        } else if (result instanceof Overtaken overtaken) {
            return ControlServer.error(
                    "REJECTED",
                    "Another command came in between: " + overtaken.snapshot().headline());
        }
        throw new IllegalStateException("Unknown outcome: " + result);
    }

    private ObjectNode users(JsonNode request) {
        String name = request.path("name").asText();
        Users users = service.users();
        var answer = JSON.objectNode();
        switch (request.path("action").asText()) {
            case "list" -> list(users, answer);
            case "add" ->
                admission(
                        users.add(
                                name,
                                request.path("email").asText(),
                                request.path("admin").asBoolean(),
                                entry(request)),
                        answer);
            case "reset-password" -> admission(users.resetPassword(name, entry(request)), answer);
            case "disable" -> users.disable(name);
            case "enable" -> users.enable(name);
            case "make-admin" -> users.makeAdmin(name);
            case "revoke-admin" -> users.revokeAdmin(name);
            case "sign-out" -> users.signOut(name);
            case "delete" -> users.delete(name);
            default -> {
                return ControlServer.error("INVALID", "There is no such action: " + request.path("action"));
            }
        }
        return answer;
    }

    private static Users.Entry entry(JsonNode request) {
        if (request.path("generate").asBoolean()) {
            return new Users.Entry.MadeUp();
        }
        String password = request.path("password").asText();
        return password.isEmpty() ? new Users.Entry.Link() : new Users.Entry.Typed(new Secret(password));
    }

    private static void admission(Users.Admission admission, ObjectNode answer) {
        admission.password().ifPresent(password -> answer.put("password", password.reveal()));
        admission.link().ifPresent(link -> answer.put("link", link.toString()).put("mailed", admission.mailed()));
    }

    /** Tries what only the process that serves can try; takes some seconds. */
    private ObjectNode test(JsonNode request) {
        var wanted = new HashMap<String, Optional<String>>();
        TaskDesk.settings(request).forEach((name, value) -> wanted.put(name, Optional.of(value)));
        var what = TrialService.What.of(request.path("what").asText());
        try {
            return TrialJson.of(service.trials()
                    .begin(new TrialService.Request(what, wanted), stage -> {})
                    .result()
                    .join());
        } catch (IOException unreadable) {
            throw new Unavailable("The settings cannot be read: " + Reasons.of(unreadable), unreadable);
        }
    }

    private ObjectNode effect(JsonNode request) {
        return JSON.objectNode().put("effect", service.secrets().effect(TaskDesk.which(request)));
    }

    /** Texts of mails hold links that open accounts, so only one mail is shown at a time, when it is asked for. */
    private ObjectNode mails(JsonNode request) {
        Outbox outbox = service.outbox();
        var answer = JSON.objectNode();
        if (request.path("action").asText().equals("show")) {
            long id = request.path("id").asLong();
            log.info("Administration: mail {} read", id);
            OutboxMail mail = outbox.find(id)
                    .orElseThrow(() -> new ApplianceException.NotFound("There is no mail number " + id + "."));
            describe(mail, answer.putObject("mail")).put("text", mail.text());
        } else {
            var all = answer.putArray("mails");
            outbox.newest(MOST_MAILS).forEach(mail -> describe(mail, all.addObject()));
        }
        return answer;
    }

    private static ObjectNode describe(OutboxMail mail, ObjectNode to) {
        to.put("id", mail.id())
                .put("to", String.join(", ", mail.recipients()))
                .put("subject", mail.subject())
                .put("state", mail.state().name())
                .put("created", mail.created().toString());
        mail.problem().ifPresent(problem -> to.put("problem", problem));
        return to;
    }

    private static void list(Users users, ObjectNode answer) {
        var all = answer.putArray("users");
        for (var user : users.list()) {
            all.addObject()
                    .put("name", user.name())
                    .put("email", user.email())
                    .put("admin", user.admin())
                    .put("active", user.active())
                    .put("joined", user.joined().toString())
                    .put("lastLogin", user.lastLogin().toString())
                    .put("signedIn", user.hasSignedIn())
                    .put("packages", user.packages());
        }
    }
}
