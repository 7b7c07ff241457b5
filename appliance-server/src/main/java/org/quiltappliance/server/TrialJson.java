package org.quiltappliance.server;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.quiltappliance.server.trials.TrialReport;
import org.quiltappliance.server.trials.TrialStage;

/** What a trial found, for programs. */
public final class TrialJson {

    private TrialJson() {}

    /** {@code good}, and {@code stages} with {@code name}, {@code state}, {@code detail} and {@code remedy}. */
    public static ObjectNode of(TrialReport report) {
        var json = JsonNodeFactory.instance.objectNode().put("good", report.isGood());
        var stages = json.putArray("stages");
        report.stages().forEach(stage -> stages.add(of(stage)));
        return json;
    }

    private static ObjectNode of(TrialStage stage) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("name", stage.name())
                .put("state", stage.state().name())
                .put("detail", stage.detail());
        if (!stage.remedy().isEmpty()) {
            json.put("remedy", stage.remedy());
        }
        return json;
    }
}
