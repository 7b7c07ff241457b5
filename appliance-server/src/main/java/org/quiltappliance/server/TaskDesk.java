package org.quiltappliance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.quiltappliance.server.backup.CleanupReport;
import org.quiltappliance.server.backup.LiveReport;
import org.quiltappliance.server.backup.ObjectProblem;
import org.quiltappliance.server.backup.Snapshot;
import org.quiltappliance.server.backup.TransferReport;
import org.quiltappliance.server.backup.Verification;
import org.quiltappliance.server.backup.Verification.Depth;
import org.quiltappliance.server.config.OriginalAddress;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.control.ControlServer;
import org.quiltappliance.server.errors.ApplianceException;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.lifecycle.Outcome;
import org.quiltappliance.server.lifecycle.ProblemException;
import org.quiltappliance.server.quilt2.ImportRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Long tasks over the control channel: {@code start} gives a number, {@code watch} waits a moment and tells how far it is or
 * what came out, {@code cancel} gives it up.
 */
final class TaskDesk {

    private static final Logger log = LoggerFactory.getLogger(TaskDesk.class);
    private static final long WATCH_MILLIS = 500;
    private static final int REMEMBERED = 20;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private record Known(Task<?> task, CompletableFuture<ObjectNode> result) {}

    private final ApplianceService service;
    private final ConcurrentSkipListMap<Long, Known> tasks = new ConcurrentSkipListMap<>();

    TaskDesk(ApplianceService service) {
        this.service = service;
    }

    ObjectNode answer(JsonNode request) {
        return switch (request.path("action").asText()) {
            case "start" -> start(request);
            case "watch" -> watch(find(request));
            case "cancel" -> cancel(find(request));
            default -> ControlServer.error("INVALID", "A task can be started, watched and cancelled.");
        };
    }

    private ObjectNode start(JsonNode request) {
        String kind = request.path("task").asText();
        log.info("Administration: {} {}", kind, request.path("backup").asText());
        var known = begin(kind, request);
        long id = known.task().activity().id();
        tasks.put(id, known);
        while (tasks.size() > REMEMBERED) {
            tasks.pollFirstEntry();
        }
        return JSON.objectNode().put("id", id);
    }

    private Known begin(String kind, JsonNode request) {
        DataService data = service.data();
        String backup = request.path("backup").asText();
        Optional<Secret> passphrase = secret(request, "passphrase");
        return switch (kind) {
            case "backup" -> known(data.backUp(request.path("note").asText(), passphrase), this::backedUp);
            case "verify" -> known(data.verify(backup, depth(request)), TaskDesk::of);
            case "verify-data" -> known(data.verifyData(), TaskDesk::of);
            case "restore" ->
                known(
                        data.restore(
                                backup,
                                request.path("replace").asText(),
                                passphrase,
                                request.path("despiteDamage").asBoolean()),
                        TaskDesk::of);
            case "export" ->
                known(
                        data.export(backup, Path.of(request.path("file").asText())),
                        file -> JSON.objectNode().put("file", file.toString()));
            case "import" -> known(data.importFile(Path.of(request.path("file").asText())), TaskDesk::of);
            case "delete" ->
                known(data.delete(backup), bytes -> JSON.objectNode().put("freedBytes", bytes));
            case "cleanup" -> known(data.cleanUp(request.path("change").asBoolean()), TaskDesk::of);
            case "empty-trash" ->
                known(
                        data.emptyTrash(),
                        emptied -> JSON.objectNode()
                                .put("objects", emptied.objects())
                                .put("bytes", emptied.bytes()));
            case "delete-user" ->
                known(
                        service.users()
                                .delete(
                                        request.path("name").asText(),
                                        request.path("heir").asText()),
                        given -> JSON.objectNode().put("packages", given));
            case "rotate" ->
                known(
                        service.secrets()
                                .rotate(which(request), request.path("restart").asBoolean()),
                        TaskDesk::of);
            case "go-back" ->
                known(data.goBack(backup), text -> JSON.objectNode().put("text", text));
            case "plan-upgrade" -> known(data.planUpgrade(image(request)), TaskDesk::of);
            case "upgrade" -> known(data.upgrade(image(request)), TaskDesk::of);
            case "plan-move" -> known(data.planMove(settings(request)), TaskDesk::of);
            case "move" -> known(data.move(settings(request)), TaskDesk::of);
            case "carry-over" -> known(data.carryOver(secret(request, "password")), TaskDesk::of);
            case "import-quilt2" -> known(data.importOriginal(original(request)), ImportJson::of);
            default -> throw new Invalid("There is no such task: " + kind);
        };
    }

    private static ImportRequest original(JsonNode request) {
        var names = new HashSet<String>();
        request.path("sameUsers").forEach(name -> names.add(name.asText()));
        var keys = secret(request, "secretKey")
                .map(secret -> new OriginalAddress.Keys(
                        request.path("accessKey").asText(),
                        secret,
                        request.path("region").asText()));
        return new ImportRequest(
                OriginalAddress.database(request.path("database").asText(), secret(request, "databasePassword")),
                OriginalAddress.objects(request.path("objects").asText(), keys),
                names,
                request.path("despiteDamage").asBoolean());
    }

    static SecretService.Which which(JsonNode request) {
        String word = request.path("secret").asText();
        return Stream.of(SecretService.Which.values())
                .filter(which -> which.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new Invalid("There is no such secret: " + word));
    }

    private static Optional<Secret> secret(JsonNode request, String name) {
        return Optional.of(request.path(name).asText())
                .filter(text -> !text.isEmpty())
                .map(Secret::new);
    }

    static Map<String, String> settings(JsonNode request) {
        var settings = new LinkedHashMap<String, String>();
        request.path("settings")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return settings;
    }

    private static Optional<String> image(JsonNode request) {
        return Optional.of(request.path("image").asText()).filter(text -> !text.isEmpty());
    }

    private static Depth depth(JsonNode request) {
        return Depth.valueOf(request.path("depth").asText("quick").toUpperCase(Locale.ROOT));
    }

    private static <T> Known known(Task<T> task, Function<T, ObjectNode> json) {
        return new Known(task, task.result().thenApply(json));
    }

    private Known find(JsonNode request) {
        return Optional.ofNullable(tasks.get(request.path("id").asLong()))
                .orElseThrow(() -> new NotFound("There is no such task any more."));
    }

    private static ObjectNode cancel(Known known) {
        known.task().cancel();
        return SnapshotJson.of(known.task().activity());
    }

    private static ObjectNode watch(Known known) {
        var answer = JSON.objectNode();
        try {
            ObjectNode result = known.result()
                    .copy()
                    .completeOnTimeout(JSON.objectNode(), WATCH_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
            answer.set("activity", SnapshotJson.of(known.task().activity()));
            answer.put("done", known.result().isDone());
            if (known.result().isDone()) {
                answer.set("result", result.isEmpty() ? known.result().join() : result);
            }
            return answer;
        } catch (CancellationException cancelled) {
            return ControlServer.error("CANCELLED", "It was cancelled, and nothing was done.");
        } catch (CompletionException failed) {
            return failure(failed.getCause());
        }
    }

    private static ObjectNode failure(Throwable failed) {
        if (failed instanceof ApplianceException refused) {
            return ControlServer.error(refused.kind().name(), refused.text());
        } else if (failed instanceof CancellationException) {
            return ControlServer.error("CANCELLED", "It was cancelled, and nothing was done.");
        } else if (failed instanceof ProblemException problem) {
            var answer = ControlServer.error(
                    problem.problem().code().name(), problem.problem().message());
            answer.set("problem", SnapshotJson.of(problem.problem()));
            return answer;
        }
        log.error("A task failed.", failed);
        return ControlServer.error("INTERNAL", "Something unexpected happened; the log says more.");
    }

    /** All backups of the folder. */
    ObjectNode backups() {
        var answer = JSON.objectNode().put("folder", service.data().folder().toString());
        var all = answer.putArray("backups");
        service.data().backups().forEach(snapshot -> all.add(of(snapshot)));
        return answer;
    }

    private ObjectNode backedUp(Snapshot snapshot) {
        return of(snapshot)
                .put("folder", service.data().folder().toString())
                .put("onOneDisk", service.data().isOnOneDisk());
    }

    private static ObjectNode of(Snapshot snapshot) {
        var json = JSON.objectNode().put("id", snapshot.id().text());
        snapshot.manifest().ifPresent(manifest -> {
            json.put("kind", manifest.kind().name().toLowerCase(Locale.ROOT))
                    .put("created", manifest.created().toString())
                    .put("note", manifest.note())
                    .put("instance", manifest.origin().instanceName())
                    .put("mode", manifest.origin().mode())
                    .put("program", manifest.origin().program())
                    .put("users", manifest.users())
                    .put("packages", manifest.packages())
                    .put("revisions", manifest.revisions())
                    .put("objects", manifest.objects().count())
                    .put("bytes", manifest.objects().bytes())
                    .put("addedBytes", manifest.objects().addedBytes())
                    .put("problemCount", manifest.objects().problems());
            problems(json, manifest.problems());
        });
        json.put("problem", snapshot.problem());
        var verified = json.putArray("verified");
        snapshot.verifications().forEach(result -> verified.add(of(result)));
        return json;
    }

    private static ObjectNode of(Verification result) {
        var json = JSON.objectNode()
                .put("depth", result.depth().name().toLowerCase(Locale.ROOT))
                .put("when", result.when().toString())
                .put("seconds", result.took().toSeconds())
                .put("good", result.isGood())
                .put("problemCount", result.problemCount());
        var findings = json.putArray("findings");
        result.findings().forEach(findings::add);
        problems(json, result.problems());
        return json;
    }

    private static ObjectNode of(LiveReport report) {
        var json = JSON.objectNode()
                .put("good", report.isGood())
                .put("objects", report.objects())
                .put("seconds", report.took().toSeconds())
                .put("problemCount", report.problemCount());
        problems(json, report.problems());
        return json;
    }

    private static void problems(ObjectNode json, List<ObjectProblem> problems) {
        var all = json.putArray("problems");
        for (ObjectProblem problem : problems) {
            var one = all.addObject()
                    .put("what", problem.what().name().toLowerCase(Locale.ROOT))
                    .put("object", problem.owner() + "/" + problem.hash());
            var packages = one.putArray("packages");
            problem.packages().forEach(packages::add);
        }
    }

    private static ObjectNode of(CleanupReport report) {
        var json = JSON.objectNode().put("objects", report.objects()).put("bytes", report.bytes());
        report.oldest().ifPresent(time -> json.put("oldest", time.toString()));
        report.newest().ifPresent(time -> json.put("newest", time.toString()));
        var sample = json.putArray("sample");
        report.sample().forEach(object -> sample.add(object.owner() + "/" + object.hash()));
        return json;
    }

    private static ObjectNode of(DataService.Restored restored) {
        var json = of(restored.report())
                .put("backup", restored.id().text())
                .put("former", restored.former())
                .put("present", restored.present());
        restored.started().ifPresent(outcome -> started(json, outcome));
        return json;
    }

    private static ObjectNode of(DataService.CarriedOver carried) {
        var json = of(carried.report()).put("present", carried.present());
        carried.password().ifPresent(password -> json.put("password", password.reveal()));
        started(json, carried.started());
        return json;
    }

    private static ObjectNode of(SecretService.Rotated rotated) {
        var json = JSON.objectNode().put("secret", rotated.which().word()).put("effect", rotated.effect());
        rotated.started().ifPresent(outcome -> started(json, outcome));
        return json;
    }

    private static ObjectNode of(DatabaseUpgrade.Plan plan) {
        var json = JSON.objectNode()
                .put("from", plan.from())
                .put("to", plan.to())
                .put("formerVolume", plan.formerVolume())
                .put("newVolume", plan.newVolume())
                .put("image", plan.image())
                .put("minutes", plan.minutes());
        plan.bytes().ifPresent(bytes -> json.put("bytes", bytes));
        var sentences = json.putArray("sentences");
        plan.sentences().forEach(sentences::add);
        return json;
    }

    private static ObjectNode of(DataMove.Plan plan) {
        var json = JSON.objectNode();
        var from = json.putObject("from");
        plan.from().forEach(from::put);
        var to = json.putObject("to");
        plan.to().forEach(to::put);
        var sentences = json.putArray("sentences");
        plan.sentences().forEach(sentences::add);
        return json;
    }

    private static ObjectNode of(DataMove.Moved moved) {
        var json = of(moved.report());
        json.setAll(of(moved.plan()));
        return json;
    }

    private static ObjectNode of(DatabaseUpgrade.Upgraded upgraded) {
        var json = of(upgraded.report());
        json.setAll(of(upgraded.plan()));
        return json.put("backup", upgraded.backup().text())
                .put(
                        "rows",
                        upgraded.report().rows().values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
    }

    private static ObjectNode of(TransferReport report) {
        var json = JSON.objectNode()
                .put("packages", report.rows().getOrDefault("package", 0L))
                .put("users", report.rows().getOrDefault("account", 0L))
                .put("objects", report.objects())
                .put("bytes", report.bytes())
                .put("problemCount", report.problemCount());
        problems(json, report.problems());
        return json;
    }

    private static void started(ObjectNode json, Outcome outcome) {
        json.put("started", outcome instanceof Outcome.Done);
        if (outcome instanceof Outcome.Failed failed) {
            json.set("problem", SnapshotJson.of(failed.problem()));
        }
    }
}
