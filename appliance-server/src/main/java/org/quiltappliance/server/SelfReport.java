package org.quiltappliance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.quiltappliance.server.checks.CheckResult;
import org.quiltappliance.server.checks.Reasons;
import org.quiltappliance.server.diagnostics.ThreadDump;
import org.quiltappliance.server.lifecycle.ApplianceSnapshot;
import org.quiltappliance.server.monitoring.RedactedJson;
import org.quiltappliance.server.monitoring.Redaction;

/** What only this process knows of itself, for a diagnostics archive. */
final class SelfReport {

    private final Redaction redaction;
    private final Instant processSince;
    private final Map<String, Supplier<Optional<JsonNode>>> besides = new ConcurrentHashMap<>();

    /** @param processSince when this process began */
    SelfReport(Redaction redaction, Instant processSince) {
        this.redaction = redaction;
        this.processSince = processSince;
    }

    /** Adds what a part of the appliance knows of itself. */
    void tellBesides(String name, Supplier<Optional<JsonNode>> about) {
        besides.put(name, about);
    }

    /**
     * Gathers it, without secrets.
     *
     * @param people names of accounts
     */
    ObjectNode facts(ApplianceSnapshot snapshot, List<CheckResult> checks, SettingsSource source, List<String> people) {
        var facts = JsonNodeFactory.instance.objectNode();
        facts.set("snapshot", SnapshotJson.of(snapshot));
        facts.set("checks", SnapshotJson.of(checks));
        facts.set("process", process());
        facts.put("threads", ThreadDump.text());
        besides.forEach((name, about) -> about.get().ifPresent(json -> facts.set(name, json)));
        var safe = new RedactedJson(redaction).of(facts);
        safe.put("settings", settings(source));
        people.forEach(safe.putArray("people")::add);
        return safe;
    }

    private ObjectNode process() {
        var runtime = Runtime.getRuntime();
        return JsonNodeFactory.instance
                .objectNode()
                .put("number", ProcessHandle.current().pid())
                .put("since", processSince.toString())
                .put("Java", System.getProperty("java.version"))
                .put("heap used, MiB", (runtime.totalMemory() - runtime.freeMemory()) / (1 << 20))
                .put("heap at most, MiB", runtime.maxMemory() / (1 << 20));
    }

    private String settings(SettingsSource source) {
        try {
            return redaction.of(source.report());
        } catch (IOException unreadable) {
            return "These could not be read: " + Reasons.of(unreadable) + "\n";
        }
    }
}
