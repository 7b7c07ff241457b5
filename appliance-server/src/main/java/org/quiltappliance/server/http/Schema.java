package org.quiltappliance.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.Quoted;

/** The checks of small request bodies, with the messages of registry-api.md 1.5. */
public final class Schema {

    private static final int LONGEST_SHOWN = 200;

    private Schema() {}

    /** A closed object whose members are texts, all required; the texts in the order asked for. */
    public static List<String> closedTexts(JsonNode body, String... members) {
        needObject(body);
        List<String> names = List.of(members);
        List<String> extra = new ArrayList<>();
        body.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                extra.add(name);
            }
        });
        refuseExtra(extra);
        return names.stream().map(name -> text(body, name)).toList();
    }

    static void needObject(JsonNode body) {
        if (!body.isObject()) {
            throw wrongType(body, "object");
        }
    }

    static void needArray(JsonNode body) {
        if (!body.isArray()) {
            throw wrongType(body, "array");
        }
    }

    /** The member, which must be there and be a text. */
    static String text(JsonNode body, String name) {
        JsonNode value = body.get(name);
        if (value == null) {
            throw missing(name);
        }
        if (!value.isTextual()) {
            throw wrongType(value, "string");
        }
        return value.textValue();
    }

    static Invalid missing(String name) {
        return new Invalid(Quoted.of(name) + " is a required property");
    }

    static Invalid wrongType(JsonNode value, String wanted) {
        return new Invalid(show(value) + " is not of type '" + wanted + "'");
    }

    static void refuseExtra(List<String> extra) {
        if (!extra.isEmpty()) {
            throw new Invalid("Additional properties are not allowed ("
                    + extra.stream().limit(10).map(Quoted::of).collect(Collectors.joining(", "))
                    + (extra.size() == 1 ? " was" : " were") + " unexpected)");
        }
    }

    /** The value as the original's messages show it; long ones are cut, passwords never come here. */
    static String show(JsonNode value) {
        String shown = switch (value.getNodeType()) {
            case NULL, MISSING -> "None";
            case BOOLEAN -> value.booleanValue() ? "True" : "False";
            case STRING -> Quoted.of(cut(value.textValue()));
            case OBJECT -> value.isEmpty() ? "{}" : "{...}";
            case ARRAY -> value.isEmpty() ? "[]" : "[...]";
            default -> value.asText();
        };
        return cut(shown);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }
}
