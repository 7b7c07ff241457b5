package org.quiltappliance.server.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** Brings rows of older formats to the present one, step by step. */
final class FormatUpgrades {

    /** What every backup is read with. Format 1 is the first, so there is no step yet. */
    static final FormatUpgrades PRESENT = new FormatUpgrades(Manifest.FORMAT, Map.of());

    private final int newest;
    private final Map<Integer, Step> steps;

    /** From one format to the next. */
    interface Step {
        /** The row in the next format. May change the given one. */
        ObjectNode row(String table, ObjectNode row);
    }

    /** @param steps by the format that they begin with */
    FormatUpgrades(int newest, Map<Integer, Step> steps) {
        this.newest = newest;
        this.steps = Map.copyOf(steps);
    }

    JsonNode row(int format, String table, JsonNode row) {
        JsonNode upgraded = row;
        for (int from = format; from < newest; from++) {
            Step step = steps.get(from);
            if (step == null) {
                throw new Invalid("This version of the program cannot read backups of format " + format
                        + ". Restore it with an older version, and make a backup with that.");
            }
            if (upgraded instanceof ObjectNode object) {
                upgraded = step.row(table, object);
            }
        }
        return upgraded;
    }
}
