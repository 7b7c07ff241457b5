package org.quiltappliance.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.diagnostics.Archive;
import org.quiltappliance.server.diagnostics.Gathering;
import org.quiltappliance.server.home.Instance;
import org.quiltappliance.server.home.RunRecord;
import org.quiltappliance.server.monitoring.DiskSpace;
import org.quiltappliance.server.monitoring.Redaction;

/**
 * Gathers what helps to find out what is wrong with an appliance, in whatever state it is ({@code control-panel.md} DG-3 to
 * DG-5): also when it does not run, never did, or its settings are broken.
 *
 * @param running what a running appliance says of itself, see {@link ApplianceService#facts()}; empty when none runs
 * @param trouble why a running one did not answer
 */
public record Diagnostics(
        SettingsSource source,
        DiskSpace.Gauge disks,
        Clock clock,
        Optional<JsonNode> running,
        Optional<String> trouble) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> UNNAMED = List.of("root", "nobody");

    /** @param anonymous whether names of people and addresses are replaced */
    public Archive gather(boolean anonymous) {
        var redaction = new Redaction();
        source.secrets().forEach(redaction::hide);
        var gathering = new Gathering(redaction);
        ObjectNode snapshot = snapshot();
        gathering.add("summary.md", () -> summary(snapshot));
        gathering.addJson("snapshot.json", () -> snapshot);
        gathering.add("settings.env", this::settings);
        gathering.addJson("docker.json", this::engine);
        gathering.add(
                "threads.txt",
                () -> running.map(facts -> facts.path("threads").asText()).orElse("No appliance runs.\n"));
        if (fact("metrics").isPresent()) {
            gathering.addJson("metrics.json", () -> exhibit("metrics"));
        }
        gathering.addFiles(source.home());
        gathering.addLogs(source.home(), failure(snapshot));
        Instant now = clock.instant();
        return anonymous ? gathering.finishAnonymously(now, people(), computers()) : gathering.finish(now);
    }

    private Optional<JsonNode> fact(String name) {
        return running.map(facts -> facts.path(name)).filter(JsonNode::isObject);
    }

    private JsonNode exhibit(String name) {
        return fact(name)
                .orElseGet(() -> JSON.objectNode()
                        .put("known", false)
                        .put("reason", running.isPresent() ? "The appliance does not use it." : "No appliance runs."));
    }

    /** Nobody needs to run for this. */
    private JsonNode engine() {
        return running.isPresent()
                ? exhibit("docker")
                : new EngineFacts(source, clock, Backing::search)
                        .tell()
                        .orElseGet(() -> JSON.objectNode()
                                .put("known", false)
                                .put("reason", "The settings want no container engine."));
    }

    private ObjectNode snapshot() {
        return fact("snapshot").<ObjectNode>map(JsonNode::deepCopy).orElseGet(this::lastRun);
    }

    /** What the home folder tells of the last run. */
    private ObjectNode lastRun() {
        var json = JSON.objectNode().put("state", "STOPPED").put("headline", "Stopped");
        json.put("version", Version.current());
        trouble.ifPresent(reason -> json.put("state", "UNKNOWN").put("headline", reason));
        try {
            Instance.read(source.home())
                    .ifPresent(instance -> json.put("instanceId", instance.id())
                            .put("created", instance.created().toString())
                            .put("firstVersion", instance.firstVersion())
                            .put("lastVersion", instance.lastVersion())
                            .put("dataFormat", instance.dataFormat()));
            RunRecord.read(source.home())
                    .ifPresent(run -> json.putObject("lastRun")
                            .put("state", run.state())
                            .put("pid", run.pid())
                            .put("processSince", run.processSince().toString())
                            .put("written", run.written().toString())
                            .put("clean", run.clean())
                            .put("desiredRunning", run.desiredRunning())
                            .put("crashes", run.crashes().size()));
        } catch (IOException unreadable) {
            json.put("unreadable", unreadable.toString());
        }
        return json;
    }

    /** When it last failed, as far as a run wrote that down. */
    private static Optional<Instant> failure(JsonNode snapshot) {
        JsonNode last = snapshot.path("lastRun");
        String time = last.path("state").asText().equals("FAILED")
                ? last.path("written").asText()
                : snapshot.path("failure").path("since").asText();
        try {
            return Optional.of(time).filter(text -> !text.isEmpty()).map(Instant::parse);
        } catch (DateTimeException odd) {
            return Optional.empty();
        }
    }

    /** A running appliance may have other ones: its own options and environment count. */
    private String settings() throws IOException {
        String told = running.map(facts -> facts.path("settings").asText()).orElse("");
        return told.isEmpty() ? source.report() : told;
    }

    private String summary(JsonNode snapshot) {
        var text = new StringBuilder("# Quilt Appliance: diagnostics\n\n");
        line(text, "Made", clock.instant().toString());
        line(text, "State", snapshot.path("headline").asText());
        trouble.ifPresent(reason -> line(text, "The running appliance", reason));
        line(text, "Mode", snapshot.path("mode").asText("unknown"));
        line(text, "Data", snapshot.path("location").asText("unknown"));
        line(text, "Version", snapshot.path("version").asText() + ", this command " + Version.current());
        line(text, "Instance", snapshot.path("instanceId").asText("none yet"));
        line(text, "Home folder", source.home().folder().toString());
        problems(text, snapshot);
        system(text);
        fact("process").ifPresent(process -> {
            text.append("\n## The running process\n\n");
            process.properties()
                    .forEach(member ->
                            line(text, member.getKey(), member.getValue().asText()));
        });
        checks(text);
        return text.toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("- ").append(name).append(": ").append(value).append('\n');
    }

    private static void problems(StringBuilder text, JsonNode snapshot) {
        text.append("\n## Problems\n\n");
        JsonNode failure = snapshot.path("failure");
        if (failure.isObject()) {
            problem(text, failure);
        }
        snapshot.path("problems").forEach(problem -> problem(text, problem));
        if (!failure.isObject() && snapshot.path("problems").isEmpty()) {
            text.append("None known.\n");
        }
    }

    private static void problem(StringBuilder text, JsonNode problem) {
        text.append("- ")
                .append(problem.path("code").asText())
                .append(" since ")
                .append(problem.path("since").asText())
                .append(": ")
                .append(problem.path("title").asText())
                .append(". ")
                .append(problem.path("message").asText())
                .append('\n');
        problem.path("evidence")
                .forEach(evidence ->
                        text.append("  - ").append(evidence.asText()).append('\n'));
    }

    private void system(StringBuilder text) {
        text.append("\n## This computer\n\n");
        line(text, "System", property("os.name") + " " + property("os.version") + ", " + property("os.arch"));
        line(text, "Build of the program", Version.build().orElse("unknown"));
        line(text, "Java", property("java.version") + ", " + property("java.vendor"));
        line(text, "Processors", "" + Runtime.getRuntime().availableProcessors());
        line(text, "Largest heap of this command", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB");
        line(text, "Language and zone", Locale.getDefault() + ", " + ZoneId.systemDefault());
        line(text, "Text", Charset.defaultCharset().name());
        line(text, "Disk of the home folder", disk());
    }

    private static String property(String name) {
        return System.getProperty(name, "unknown");
    }

    private String disk() {
        try {
            DiskSpace space = disks.of(source.home().folder());
            return space.free() / (1 << 20) + " of " + space.total() / (1 << 20) + " MiB free";
        } catch (IOException unknown) {
            return "unknown: " + unknown;
        }
    }

    private void checks(StringBuilder text) {
        text.append("\n## Checks\n\n");
        JsonNode results = fact("checks")
                .orElseGet(() -> SnapshotJson.of(new StartChecks(source, disks, clock).run(running.isPresent())));
        for (JsonNode check : results.path("checks")) {
            text.append("- ")
                    .append(check.path("outcome").asText())
                    .append(' ')
                    .append(check.path("id").asText())
                    .append(' ')
                    .append(check.path("label").asText())
                    .append(": ")
                    .append(check.path("detail").asText())
                    .append('\n');
        }
    }

    private Set<String> people() {
        var people = new HashSet<String>();
        running.ifPresent(facts -> facts.path("people").forEach(name -> people.add(name.asText())));
        people.add(System.getProperty("user.name", ""));
        people.removeAll(UNNAMED);
        return people;
    }

    /** The servers that the settings name. */
    private Set<String> computers() {
        var computers = new LinkedHashSet<String>();
        try {
            var settings = source.read();
            for (var setting : Settings.all()) {
                String value = settings.value(setting).text();
                if (setting.name().endsWith("_HOST") && !value.contains("/")) {
                    computers.add(value);
                }
                host(value).ifPresent(computers::add);
            }
        } catch (IOException unreadable) {
            // Then no text of the archive has them from there.
            return computers;
        }
        return computers;
    }

    private static Optional<String> host(String text) {
        try {
            return Optional.ofNullable(URI.create(text).getHost());
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
