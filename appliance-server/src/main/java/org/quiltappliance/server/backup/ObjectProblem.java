package org.quiltappliance.server.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.quiltappliance.server.contents.Hash;

/**
 * An object that is not what it should be.
 *
 * @param packages that name it, as {@code owner/name}; the first hundred
 */
public record ObjectProblem(String owner, Hash hash, What what, List<String> packages) {

    static final int MOST_PACKAGES = 100;

    /** What is wrong. */
    public enum What {
        /** It is not there. */
        MISSING,
        /** Its content does not have its hash, or cannot be read. */
        DAMAGED
    }

    public ObjectProblem {
        packages = List.copyOf(packages);
    }

    ObjectProblem of(List<String> concerned) {
        return new ObjectProblem(owner, hash, what, concerned);
    }

    ObjectNode json() {
        var json = Row.JSON
                .createObjectNode()
                .put("owner", owner)
                .put("hash", hash.toString())
                .put("what", what.name().toLowerCase(Locale.ROOT));
        var names = json.putArray("packages");
        packages.forEach(names::add);
        return json;
    }

    static ObjectProblem parse(JsonNode json) {
        var names = new ArrayList<String>();
        json.path("packages").forEach(name -> names.add(name.asText()));
        return new ObjectProblem(
                json.path("owner").asText(),
                Hash.parse(json.path("hash").asText()),
                What.valueOf(json.path("what").asText().toUpperCase(Locale.ROOT)),
                names);
    }
}
