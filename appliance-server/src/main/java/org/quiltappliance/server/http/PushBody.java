package org.quiltappliance.server.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.contents.HashSizes;
import org.quiltappliance.server.contents.Node;
import org.quiltappliance.server.contents.NodeReader;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.packages.Push;

/**
 * The body of a push, read token by token (schema {@code package} of registry-api.md 1.5): closed, {@code description},
 * {@code contents} and {@code sizes} required.
 */
record PushBody(Node contents, HashSizes sizes, boolean dryRun, boolean isPublic, boolean isTeam) {

    /** @throws Invalid for every body that is not a push */
    static PushBody read(RequestBody body) {
        if (!body.saysJson()) {
            throw new Invalid("None is not of type 'object'");
        }
        return body.read(NodeReader::parser, PushBody::read);
    }

    Push to(Push.Target target) {
        return new Push(target, contents, sizes, isPublic, isTeam);
    }

    private static PushBody read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new Invalid("The body of a push is not of type 'object'");
        }
        var reading = new Reading();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            reading.member(name, parser);
        }
        if (parser.nextToken() != null) {
            throw new Invalid(RequestBody.NOT_JSON);
        }
        return reading.done();
    }

    private static final class Reading {
        private final Map<String, Boolean> flags = new LinkedHashMap<>();
        private final List<String> extra = new ArrayList<>();
        private @Nullable Node contents;
        private @Nullable HashSizes sizes;
        private boolean described;

        void member(String name, JsonParser parser) throws IOException {
            switch (name) {
                case "contents" -> contents = NodeReader.read(parser);
                case "sizes" -> sizes = HashSizes.read(parser);
                case "description" -> {
                    need(parser.currentToken() == JsonToken.VALUE_STRING, name, "string");
                    described = true;
                }
                case "dry_run", "is_public", "is_team", "public" -> {
                    need(parser.currentToken().isBoolean(), name, "boolean");
                    flags.put(name, parser.getBooleanValue());
                }
                default -> {
                    extra.add(name.length() > 100 ? name.substring(0, 100) : name);
                    if (extra.size() > 10) {
                        Schema.refuseExtra(extra);
                    }
                    parser.skipChildren();
                }
            }
        }

        private static void need(boolean right, String name, String type) {
            if (!right) {
                throw new Invalid("The value of '" + name + "' is not of type '" + type + "'");
            }
        }

        PushBody done() {
            if (!described) {
                throw Schema.missing("description");
            }
            var tree = Optional.ofNullable(contents).orElseThrow(() -> Schema.missing("contents"));
            var known = Optional.ofNullable(sizes).orElseThrow(() -> Schema.missing("sizes"));
            Schema.refuseExtra(extra);
            return new PushBody(
                    tree,
                    known,
                    flags.getOrDefault("dry_run", false),
                    flags.getOrDefault("is_public", flags.getOrDefault("public", false)),
                    flags.getOrDefault("is_team", false));
        }
    }
}
