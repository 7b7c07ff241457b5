package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** How a call of the command ended, and what it wrote. */
record CommandResult(int exitCode, String out, String err) {

    /** The results as JSON. */
    JsonNode json() {
        try {
            return new ObjectMapper().readTree(out);
        } catch (IOException broken) {
            throw new AssertionError(out + err, broken);
        }
    }
}
