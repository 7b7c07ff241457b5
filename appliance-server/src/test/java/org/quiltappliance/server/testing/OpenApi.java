package org.quiltappliance.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The description of the routes, and whether answers fit it. Knows as much of JSON Schema as the description uses. */
public final class OpenApi {

    private static final int MOST_BYTES = 1 << 20;
    private static final int FIRST_ERROR = 400;

    private final JsonNode document;
    private final Map<String, Pattern> patterns = new LinkedHashMap<>();

    private OpenApi(JsonNode document) {
        this.document = document;
        // Those without variables first, for they fit others as well.
        routes().stream()
                .sorted(Comparator.comparing((String route) -> route.contains("{"))
                        .thenComparing(route -> route))
                .forEach(route -> patterns.put(route, pattern(route)));
    }

    /** As it is in the class path. */
    public static OpenApi load() {
        try (InputStream in =
                OpenApi.class.getResourceAsStream("/org/quiltappliance/server/http/catalog/openapi.json")) {
            return new OpenApi(Answer.JSON.readTree(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@code METHOD /path/{variable}} of every route. */
    public Set<String> routes() {
        var routes = new TreeSet<String>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return routes;
    }

    /**
     * Fails when the route of the answer is described, and the answer is not as described there. What is asked in a way that
     * has no description, such as another method, is not looked at, nor is what is too long to be looked at each time.
     */
    public void check(Answer answer) {
        if (answer.bytes().length <= MOST_BYTES) {
            route(answer.asked()).ifPresent(route -> {
                var problems = problems(route, answer);
                if (!problems.isEmpty()) {
                    throw new AssertionError(answer + " is not as " + route + " is described: " + problems);
                }
            });
        }
    }

    /** @param asked method and address */
    private Optional<String> route(String asked) {
        var parts = asked.split(" ", 2);
        String path = URI.create(parts[1]).getRawPath().replaceAll("/+", "/").replaceAll("(?<=.)/$", "");
        return patterns.entrySet().stream()
                .filter(route -> route.getKey().startsWith(parts[0] + " "))
                .filter(route -> route.getValue().matcher(path).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static Pattern pattern(String route) {
        String path = route.substring(route.indexOf(' ') + 1);
        return Pattern.compile(
                path.replace(".", "\\.").replace("{subpath}", ".+").replaceAll("\\{[a-z]+}", "[^/]+"));
    }

    /**
     * What is wrong with an answer.
     *
     * @param route as {@link #routes} names it
     */
    public List<String> problems(String route, Answer answer) {
        var parts = route.split(" ");
        var operation = document.get("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
        var responses = operation.path("responses");
        String status = String.valueOf(answer.status());
        var described = responses.path(responses.has(status) || answer.status() < FIRST_ERROR ? status : "default");
        if (described.isMissingNode()) {
            return List.of("status " + answer.status() + " is not described");
        }
        var schema = described.at("/content/application~1json/schema");
        var problems = new ArrayList<String>();
        if (!schema.isMissingNode()) {
            check(schema, answer.json(), "", problems);
        }
        return problems;
    }

    private void check(JsonNode schema, JsonNode value, String place, List<String> problems) {
        if (schema.has("$ref")) {
            check(document.at(schema.get("$ref").textValue().substring(1)), value, place, problems);
            return;
        }
        if (schema.has("oneOf")) {
            checkOneOf(schema.get("oneOf"), value, place, problems);
            return;
        }
        if (schema.has("const") && schema.get("const").asLong() != value.asLong()) {
            problems.add(place + " is not " + schema.get("const"));
        }
        if (schema.has("enum") && !contains(schema.get("enum"), value)) {
            problems.add(place + " is none of " + schema.get("enum") + ": " + value);
        }
        if (schema.has("pattern")
                && value.isTextual()
                && !value.textValue().matches(schema.get("pattern").textValue())) {
            problems.add(place + " does not match: " + value);
        }
        if (schema.has("type") && !fits(schema.get("type"), value)) {
            problems.add(place + " is not of type " + schema.get("type") + ": " + value);
            return;
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.get("items"), value.get(i), place + "/" + i, problems);
            }
        }
        if (value.isObject()) {
            checkMembers(schema, value, place, problems);
        }
    }

    private void checkOneOf(JsonNode schemas, JsonNode value, String place, List<String> problems) {
        var last = new ArrayList<String>();
        for (var schema : schemas) {
            last.clear();
            check(schema, value, place, last);
            if (last.isEmpty()) {
                return;
            }
        }
        problems.add(place + " fits none: " + value);
    }

    private void checkMembers(JsonNode schema, JsonNode value, String place, List<String> problems) {
        schema.path("required").forEach(name -> {
            if (!value.has(name.textValue())) {
                problems.add(place + " lacks " + name.textValue());
            }
        });
        value.properties().forEach(member -> {
            var described = schema.path("properties").path(member.getKey());
            var others = schema.path("additionalProperties");
            if (!described.isMissingNode()) {
                check(described, member.getValue(), place + "/" + member.getKey(), problems);
            } else if (others.isBoolean() && !others.booleanValue()) {
                problems.add(place + " has " + member.getKey() + ", which is not described");
            } else if (others.isObject()) {
                check(others, member.getValue(), place + "/" + member.getKey(), problems);
            }
        });
    }

    private static boolean fits(JsonNode types, JsonNode value) {
        if (types.isTextual()) {
            return is(types.textValue(), value);
        }
        for (var type : types) {
            if (is(type.textValue(), value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(String type, JsonNode value) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("Unknown type " + type);
        };
    }

    private static boolean contains(JsonNode values, JsonNode value) {
        for (var one : values) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
