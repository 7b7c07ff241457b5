package org.quiltappliance.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.lifecycle.Activity;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.lifecycle.Endpoints;
import org.quiltappliance.server.lifecycle.Fix;
import org.quiltappliance.server.lifecycle.Problem;
import org.quiltappliance.server.lifecycle.StepView;
import org.quiltappliance.server.lifecycle.StoredCounts;

/** What programs read of the appliance's state ({@code control-panel.md} 5.1). */
public final class SnapshotJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SnapshotJson() {}

    public static ObjectNode of(ApplianceSnapshot snapshot) {
        var json = JSON.objectNode()
                .put("state", snapshot.state().name())
                .put("headline", snapshot.headline())
                .put("mode", snapshot.mode().name())
                .put("desiredRunning", snapshot.desiredRunning())
                .put("since", snapshot.since().toString())
                .put("version", snapshot.version())
                .put("instanceId", snapshot.instanceId())
                .put("instanceName", snapshot.instanceName())
                .put("location", snapshot.location());
        var steps = json.putArray("steps");
        snapshot.steps().forEach(step -> steps.add(of(step)));
        var components = json.putObject("components");
        snapshot.components()
                .forEach((part, component) -> components
                        .putObject(part.name().toLowerCase(Locale.ROOT))
                        .put("health", component.health().name())
                        .put("detail", component.detail())
                        .put("since", component.since().toString()));
        var problems = json.putArray("problems");
        snapshot.problems().forEach(problem -> problems.add(of(problem)));
        snapshot.failure().ifPresentOrElse(problem -> json.set("failure", of(problem)), () -> json.putNull("failure"));
        snapshot.endpoints()
                .ifPresentOrElse(endpoints -> json.set("endpoints", of(endpoints)), () -> json.putNull("endpoints"));
        snapshot.activity()
                .ifPresentOrElse(activity -> json.set("activity", of(activity)), () -> json.putNull("activity"));
        snapshot.storage().ifPresentOrElse(counts -> json.set("storage", of(counts)), () -> json.putNull("storage"));
        return json;
    }

    public static ObjectNode of(Activity activity) {
        return JSON.objectNode()
                .put("id", activity.id())
                .put("kind", activity.kind().word())
                .put("detail", activity.detail())
                .put("progress", activity.progress())
                .put("items", activity.items())
                .put("doneItems", activity.doneItems())
                .put("bytes", activity.bytes())
                .put("doneBytes", activity.doneBytes())
                .put("since", activity.since().toString())
                .put("cancellable", activity.cancellable());
    }

    public static ObjectNode of(StoredCounts counts) {
        return JSON.objectNode()
                .put("packages", counts.packages())
                .put("revisions", counts.revisions())
                .put("objects", counts.objects())
                .put("bytes", counts.bytes())
                .put("users", counts.users());
    }

    private static ObjectNode of(Endpoints endpoints) {
        var json = JSON.objectNode()
                .put("registryUrl", endpoints.registry().toString())
                .put("catalogUrl", endpoints.catalog().toString())
                .put("reach", endpoints.reach());
        endpoints.encryption().ifPresent(encryption -> {
            json.put("fingerprint", encryption.fingerprint());
            encryption.authority().ifPresent(file -> json.put("authority", file.toString()));
        });
        return json;
    }

    private static ObjectNode of(StepView step) {
        var json = JSON.objectNode()
                .put("id", step.id())
                .put("label", step.label())
                .put("status", step.status().name())
                .put("detail", step.detail())
                .put("progress", step.progress())
                .put("slow", step.isSlow());
        step.delay().ifPresent(text -> json.put("delay", text));
        step.startedAt().ifPresent(time -> json.put("startedAt", time.toString()));
        step.endedAt().ifPresent(time -> json.put("endedAt", time.toString()));
        return json;
    }

    public static ObjectNode of(Problem problem) {
        var json = JSON.objectNode()
                .put("code", problem.code().name())
                .put("severity", problem.severity().name())
                .put("title", problem.title())
                .put("message", problem.message())
                .put("since", problem.since().toString());
        var evidence = json.putArray("evidence");
        problem.evidence().forEach(evidence::add);
        var fixes = json.putArray("fixes");
        for (Fix fix : problem.fixes()) {
            var one = fixes.addObject().put("text", fix.text());
            fix.command().ifPresent(command -> one.put("command", command));
        }
        return json;
    }

    /** All results under {@code checks}, and whether a start would go through them under {@code passed}. */
    public static ObjectNode of(List<CheckResult> results) {
        boolean passed = results.stream().noneMatch(result -> result.outcome() == CheckResult.Outcome.FAIL);
        var json = JSON.objectNode().put("passed", passed);
        var checks = json.putArray("checks");
        for (var result : results) {
            var one = checks.addObject()
                    .put("id", result.id())
                    .put("label", result.label())
                    .put("outcome", result.outcome().name())
                    .put("detail", result.detail());
            if (!result.stages().isEmpty()) {
                var stages = one.putArray("stages");
                result.stages()
                        .forEach(stage -> stages.addObject()
                                .put("name", stage.name())
                                .put("passed", stage.passed())
                                .put("detail", stage.detail()));
            }
            result.problem().ifPresent(problem -> one.set("problem", of(problem)));
        }
        return json;
    }
}
