package org.quiltappliance.server.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.Quoted;
import org.quiltappliance.server.objects.LinkMethod;
import org.quiltappliance.server.objects.ObjectLinks;
import org.quiltappliance.server.packages.PackageObjects;

/** Links to objects known by hash alone (registry-api.md 2.4). */
@Path("api/get_objects")
public final class ObjectUrlsResource {

    private final PackageObjects objects;
    private final ObjectLinks links;
    private final Callers callers;
    private final HttpConfig config;

    ObjectUrlsResource(PackageObjects objects, ObjectLinks links, Callers callers, HttpConfig config) {
        this.objects = objects;
        this.links = links;
        this.callers = callers;
        this.config = config;
    }

    @POST
    public Response urls(@Context ContainerRequestContext request) {
        var wanted = hashes(RequestBody.of(request, config));
        var places = objects.find(callers.anonymous(request), wanted);
        return Streams.json(out -> {
            Streams.ascii(out, "{\"urls\":{");
            var first = new UploadUrls.Separator("\"");
            for (var place : places.entrySet()) {
                first.next(out);
                Streams.ascii(out, place.getKey() + "\":\"");
                Streams.ascii(out, links.link(LinkMethod.GET, place.getValue().owner(), place.getKey()));
                out.write('"');
            }
            Streams.ascii(out, "},\"sizes\":{");
            var second = new UploadUrls.Separator("\"");
            for (var place : places.entrySet()) {
                second.next(out);
                Streams.ascii(out, place.getKey() + "\":" + place.getValue().size());
            }
            Streams.ascii(out, "},\"status\":200}");
        });
    }

    private static Set<Hash> hashes(RequestBody body) {
        if (!body.saysJson()) {
            throw new Invalid("None is not of type 'array'");
        }
        return body.read(parser -> {
            var token = parser.nextToken();
            if (token != JsonToken.START_ARRAY) {
                throw token == null
                        ? new Invalid(RequestBody.NOT_JSON)
                        : Schema.wrongType(Json.MAPPER.readTree(parser), "array");
            }
            Set<Hash> hashes = new TreeSet<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                hashes.add(hash(parser));
            }
            if (parser.nextToken() != null) {
                throw new Invalid(RequestBody.NOT_JSON);
            }
            return hashes;
        });
    }

    private static Hash hash(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw Schema.wrongType(Json.MAPPER.readTree(parser), "string");
        }
        var text = parser.getText();
        if (!Hash.isHash(text)) {
            throw new Invalid(
                    Quoted.of(text.length() > 100 ? text.substring(0, 100) : text) + " does not match '[0-9a-f]{64}'");
        }
        return Hash.parse(text);
    }
}
