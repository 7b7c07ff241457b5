package org.quiltappliance.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.objects.LinkMethod;
import org.quiltappliance.server.objects.ObjectLinks;
import org.quiltappliance.server.packages.Installs;
import org.quiltappliance.server.packages.Installs.Counted;
import org.quiltappliance.server.packages.PackageName;
import org.quiltappliance.server.packages.Packages;
import org.quiltappliance.server.packages.Preview;
import org.quiltappliance.server.packages.Push;
import org.quiltappliance.server.packages.Pushes;

/** Pushing, installing and looking at one package (registry-api.md 2.5.1 to 2.5.6, 2.5.9, 2.5.10). */
@Path("api")
public final class PackageResource {

    private final Packages packages;
    private final Pushes pushes;
    private final Installs installs;
    private final ObjectLinks links;
    private final Callers callers;
    private final HttpConfig config;

    PackageResource(
            Packages packages,
            Pushes pushes,
            Installs installs,
            ObjectLinks links,
            Callers callers,
            HttpConfig config) {
        this.packages = packages;
        this.pushes = pushes;
        this.installs = installs;
        this.links = links;
        this.callers = callers;
        this.config = config;
    }

    record Pushed(
            @JsonProperty("package_url") String packageUrl,
            @JsonProperty("package_hash") String packageHash) implements Answer {}

    record Hashes(List<String> hashes) implements Answer {}

    record PreviewAnswer(
            @JsonRawValue String preview,
            @JsonProperty("readme_url") @Nullable String readmeUrl,
            @JsonProperty("readme_preview") @Nullable String readmePreview,
            @JsonUnwrapped RevisionFacts facts,
            @JsonProperty("is_public") boolean isPublic,
            @JsonProperty("is_team") boolean isTeam,
            @JsonProperty("total_size_uncompressed") long totalBytes,
            @JsonProperty("file_types") @JsonRawValue String fileTypes,
            @JsonProperty("log_count") long logCount)
            implements Answer {}

    record Timeseries(long startDate, long endDate, String frequency, List<Long> timeSeries, long total)
            implements Answer {}

    @PUT
    @Path("package/{owner}/{name}/{hash}")
    public Response push(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("hash") String hash) {
        var body = PushBody.read(RequestBody.of(request, config));
        var caller = callers.signedIn(request);
        var full = new PackageName(owner, name).requireValid();
        if (!Hash.isHash(hash)) {
            throw new Invalid("Wrong contents hash");
        }
        return push(caller, full, body, new Push.Target.Whole(Hash.parse(hash)));
    }

    @POST
    @Path("package_update/{owner}/{name}/{subpath: .+}")
    public Response update(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("subpath") String subpath) {
        var body = PushBody.read(RequestBody.of(request, config));
        var caller = callers.signedIn(request);
        return push(caller, new PackageName(owner, name), body, new Push.Target.Below(Subpath.of(subpath)));
    }

    private Response push(Caller.Account caller, PackageName name, PushBody body, Push.Target target) {
        if (body.dryRun()) {
            var objects = pushes.dryRun(caller, name, body.to(target));
            return Streams.json(new UploadUrls(name.owner(), objects, links));
        }
        var hash = pushes.push(caller, name, body.to(target));
        return Response.ok(new Pushed(config.catalogUrl() + "/package/" + name, hash.toString()))
                .build();
    }

    @GET
    @Path("package/{owner}/{name}/{hash}")
    public Response install(
            @Context ContainerRequestContext request,
            @Context Request connection,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("hash") String hash,
            @QueryParam("subpath") @DefaultValue("") String subpath,
            @QueryParam("meta_only") @DefaultValue("") String metaOnly) {
        var caller = callers.anonymous(request);
        var path = subpath.isEmpty() ? List.<String>of() : Subpath.of(subpath);
        var found = installs.install(
                caller, new PackageName(owner, name), hash, path, !metaOnly.isEmpty(), counted(connection));
        return Streams.json(new InstallAnswer(owner, found, links));
    }

    @GET
    @Path("packaget4/{owner}/{name}/{hash}")
    public Response export(
            @Context ContainerRequestContext request,
            @Context Request connection,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("hash") String hash) {
        var caller = callers.anonymous(request);
        var found = installs.export(caller, new PackageName(owner, name), hash, counted(connection));
        return Streams.json(new ManifestAnswer(owner, found, links));
    }

    @GET
    @FinalSlash
    @Path("package/{owner}/{name}")
    public Answer hashes(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        var caller = callers.anonymous(request);
        return new Hashes(packages.hashes(caller, new PackageName(owner, name)).stream()
                .map(Hash::toString)
                .toList());
    }

    @DELETE
    @FinalSlash
    @Path("package/{owner}/{name}")
    public Answer delete(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name) {
        packages.delete(callers.signedIn(request), new PackageName(owner, name));
        return Answer.Done.DONE;
    }

    @GET
    @Path("package_preview/{owner}/{name}/{hash}")
    public Answer preview(
            @Context ContainerRequestContext request,
            @Context Request connection,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("hash") String hash) {
        var caller = callers.anonymous(request);
        Preview found = installs.preview(caller, new PackageName(owner, name), hash, counted(connection));
        return new PreviewAnswer(
                found.preview(),
                found.readme()
                        .map(readme -> links.link(LinkMethod.GET, owner, readme))
                        .orElse(null),
                found.readmeText().orElse(null),
                RevisionFacts.of(found.revision()),
                found.isPublic(),
                found.isTeam(),
                found.totalBytes(),
                found.fileTypes(),
                found.pushes());
    }

    @GET
    @Path("package_timeseries/{owner}/{name}/{type}")
    public Answer timeseries(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("type") String type) {
        var weeks = packages.weekly(callers.anonymous(request), new PackageName(owner, name), type);
        return new Timeseries(
                weeks.start().getEpochSecond(), weeks.end().getEpochSecond(), "week", weeks.counts(), weeks.total());
    }

    /** Jersey takes HEAD for GET; the connection knows. */
    private static Counted counted(Request connection) {
        return connection.getMethod().equals("HEAD") ? Counted.NO : Counted.YES;
    }

    /** A path inside of a package, as it stands in an address. */
    private static final class Subpath {
        static List<String> of(String text) {
            if (text.startsWith("/")) {
                throw new NotFound("Not found. The registry has nothing at this address.");
            }
            return List.of(text.split("/", -1));
        }
    }
}
