package org.quiltappliance.server.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What came out when a snapshot was verified.
 *
 * @param findings what is wrong with the snapshot itself, in sentences
 * @param problems objects that are missing or damaged in the repository, the first thousand
 * @param problemCount how many those are
 */
public record Verification(
        Depth depth,
        Instant when,
        Duration took,
        List<String> findings,
        List<ObjectProblem> problems,
        long problemCount) {

    /** How closely one looks. */
    public enum Depth {
        /** Manifest, names and lengths. */
        QUICK,
        /** Every byte. */
        FULL,
        /** A restore into a registry that is thrown away. */
        DRILL
    }

    public Verification {
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }

    /** Whether nothing is wrong. */
    public boolean isGood() {
        return findings.isEmpty() && problemCount == 0;
    }

    ObjectNode json() {
        var json = Row.JSON
                .createObjectNode()
                .put("depth", depth.name().toLowerCase(Locale.ROOT))
                .put("when", when.toString())
                .put("milliseconds", took.toMillis())
                .put("good", isGood())
                .put("problem_count", problemCount);
        var texts = json.putArray("findings");
        findings.forEach(texts::add);
        var listed = json.putArray("problems");
        problems.forEach(problem -> listed.add(problem.json()));
        return json;
    }

    static Verification parse(JsonNode json) {
        var findings = new ArrayList<String>();
        json.path("findings").forEach(text -> findings.add(text.asText()));
        var problems = new ArrayList<ObjectProblem>();
        json.path("problems").forEach(problem -> problems.add(ObjectProblem.parse(problem)));
        return new Verification(
                Depth.valueOf(json.path("depth").asText().toUpperCase(Locale.ROOT)),
                Instant.parse(json.path("when").asText()),
                Duration.ofMillis(json.path("milliseconds").asLong()),
                findings,
                problems,
                json.path("problem_count").asLong());
    }
}
