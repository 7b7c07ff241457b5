package org.quiltappliance.server.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.function.Consumer;

/** Hides secrets in the texts of an object and leaves its shape alone, so that programs still can read it. */
public final class RedactedJson {

    private static final TextNode HIDDEN = TextNode.valueOf("[hidden]");

    private final Redaction redaction;
    private final Consumer<Redaction.Kind> hidden;

    /** @param hidden hears of each secret that was hidden */
    public RedactedJson(Redaction redaction, Consumer<Redaction.Kind> hidden) {
        this.redaction = redaction;
        this.hidden = hidden;
    }

    public RedactedJson(Redaction redaction) {
        this(redaction, kind -> {});
    }

    /** The same object without secrets. */
    public ObjectNode of(ObjectNode object) {
        var safe = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> safe.set(member.getKey(), member(member.getKey(), member.getValue())));
        return safe;
    }

    private JsonNode member(String name, JsonNode value) {
        boolean filled = value.isTextual() && !value.textValue().isEmpty();
        if (filled && Redaction.isSecret(name)) {
            hidden.accept(Redaction.Kind.FIELD);
            return HIDDEN;
        }
        return of(value);
    }

    /** The same value without secrets. */
    public JsonNode of(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return of(object);
        }
        if (value.isArray()) {
            var safe = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> safe.add(of(element)));
            return safe;
        }
        return value.isTextual() ? TextNode.valueOf(redaction.of(value.textValue(), hidden)) : value;
    }
}
