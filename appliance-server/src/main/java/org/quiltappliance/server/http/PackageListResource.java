package org.quiltappliance.server.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.config.Access;
import org.quiltappliance.server.packages.PackageFlags;
import org.quiltappliance.server.packages.Packages;
import org.quiltappliance.server.packages.Sight;
import org.quiltappliance.server.search.Search;
import org.quiltappliance.server.search.SearchHit;

/** Lists of packages and search (registry-api.md 2.5.7, 2.5.8, 2.5.11 to 2.5.13). */
@Path("api")
public final class PackageListResource {

    /** What one answer holds at most; more than any single-node registry shows (defect D26). */
    private static final int MOST_HITS = 10_000;

    private final Packages packages;
    private final Search search;
    private final Access access;
    private final Callers callers;

    PackageListResource(Packages packages, Search search, Access access, Callers callers) {
        this.packages = packages;
        this.search = search;
        this.access = access;
        this.callers = callers;
    }

    record OfOwner(List<Line> packages) implements Answer {
        record Line(
                String name,
                @JsonProperty("is_public") boolean isPublic,
                @JsonProperty("is_team") boolean isTeam) {}

        static OfOwner of(List<PackageFlags> lines) {
            return new OfOwner(lines.stream()
                    .map(line -> new Line(line.name(), line.isPublic(), line.isTeam()))
                    .toList());
        }
    }

    record Recent(List<Line> packages) implements Answer {
        record Line(
                String owner,
                String name,
                @JsonProperty("updated_at") String updatedAt) {}
    }

    record Hits(List<Line> packages) implements Answer {
        record Line(
                String owner,
                String name,
                @JsonProperty("is_public") boolean isPublic,
                @JsonProperty("is_team") boolean isTeam,
                @JsonProperty("readme_preview") @Nullable String readmePreview,
                double rank) {
            static Line of(SearchHit hit) {
                return new Line(
                        hit.owner(),
                        hit.name(),
                        hit.isPublic(),
                        hit.isTeam(),
                        hit.readmePreview().orElse(null),
                        hit.rank());
            }
        }
    }

    record Profile(
            Lists packages,
            @Nullable String plan,
            @JsonProperty("have_credit_card") @Nullable Boolean haveCreditCard,
            @JsonProperty("is_admin") boolean isAdmin)
            implements Answer {
        record Lists(List<Line> own, List<Line> shared) {}

        record Line(
                String owner,
                String name,
                @JsonProperty("is_public") boolean isPublic,
                @JsonProperty("is_team") boolean isTeam) {
            static List<Line> of(List<PackageFlags> lines) {
                return lines.stream()
                        .map(line -> new Line(line.owner(), line.name(), line.isPublic(), line.isTeam()))
                        .toList();
            }
        }
    }

    @GET
    @FinalSlash
    @Path("package/{owner}")
    public Answer ofOwner(@Context ContainerRequestContext request, @PathParam("owner") String owner) {
        return OfOwner.of(packages.ofOwner(callers.anonymous(request), owner));
    }

    @GET
    @FinalSlash
    @Path("admin/package_list/{owner}")
    public Answer allOfOwner(@Context ContainerRequestContext request, @PathParam("owner") String owner) {
        callers.admin(request);
        return OfOwner.of(packages.allOfOwner(owner));
    }

    @GET
    @FinalSlash
    @Path("recent_packages")
    public Answer recent(
            @Context ContainerRequestContext request, @QueryParam("count") @DefaultValue("") String count) {
        callers.anonymous(request);
        return new Recent(packages.recent(Numbers.whole(count, Packages.DEFAULT_RECENT)).stream()
                .map(line -> new Recent.Line(line.owner(), line.name(), Times.iso(line.updatedAt())))
                .toList());
    }

    @GET
    @FinalSlash
    @Path("search")
    public Answer search(
            @Context ContainerRequestContext request,
            @QueryParam("q") @DefaultValue("") String query,
            @QueryParam("limit") @DefaultValue("") String limit,
            @QueryParam("offset") @DefaultValue("") String offset) {
        var sight = Sight.of(callers.anonymous(request), access);
        int most = Math.max(0, Math.min(Numbers.whole(limit, MOST_HITS), MOST_HITS));
        var hits = search.find(query, sight.grantees(), most, Math.max(0, Numbers.whole(offset, 0)));
        return new Hits(hits.stream().map(Hits.Line::of).toList());
    }

    @GET
    @Path("profile")
    public Answer profile(@Context ContainerRequestContext request) {
        var caller = callers.signedIn(request);
        var profile = packages.profile(caller);
        return new Profile(
                new Profile.Lists(Profile.Line.of(profile.own()), Profile.Line.of(profile.shared())),
                null,
                null,
                caller.admin());
    }
}
