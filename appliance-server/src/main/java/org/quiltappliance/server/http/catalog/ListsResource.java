package org.quiltappliance.server.http.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.catalog.PackageLists;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.http.Answer;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.http.Times;
import org.quiltappliance.server.packages.AccessList;
import org.quiltappliance.server.packages.PackageName;

/** Packages in lists, names of people, and invitations taken back. */
@Path("api/ui")
public final class ListsResource {

    private static final int MOST_OF_HOME = 100;
    private static final int MOST_OPENED = 24;
    private static final int MOST_PAGES = 1_000_000;

    private final PackageLists lists;
    private final AccessList accessList;
    private final Callers callers;

    ListsResource(PackageLists lists, AccessList accessList, Callers callers) {
        this.lists = lists;
        this.accessList = accessList;
        this.callers = callers;
    }

    record CardLine(
            String owner,
            String name,
            String visibility,
            @Nullable String description,
            @JsonProperty("updated_at") @Nullable BigDecimal updatedAt,
            @JsonProperty("updated_by") @Nullable String updatedBy,
            @Nullable Long size,
            @Nullable Long files) {

        static List<CardLine> of(List<PackageLists.Card> cards) {
            return cards.stream()
                    .map(card -> new CardLine(
                            card.owner(),
                            card.name(),
                            card.visibility().word(),
                            card.description().orElse(null),
                            card.updatedAt().map(Times::seconds).orElse(null),
                            card.updatedBy().orElse(null),
                            card.bytes().orElse(null),
                            card.files().orElse(null)))
                    .toList();
        }
    }

    record Totals(long recent, int own, int shared) {}

    record HomeAnswer(
            List<CardLine> opened,
            List<CardLine> recent,
            List<CardLine> own,
            List<CardLine> shared,
            Totals totals,
            boolean empty)
            implements Answer {}

    record SnippetLine(String text, List<int[]> marks) {}

    record HitLine(
            String owner,
            String name,
            String visibility,
            @JsonProperty("updated_at") BigDecimal updatedAt,
            @JsonProperty("updated_by") String updatedBy,
            long size,
            long files,
            List<String> tags,
            double rank,
            @JsonProperty("owner_marks") List<int[]> ownerMarks,
            @JsonProperty("name_marks") List<int[]> nameMarks,
            @Nullable SnippetLine snippet) {
        static HitLine of(PackageLists.Hit hit) {
            return new HitLine(
                    hit.owner(),
                    hit.name(),
                    hit.visibility().word(),
                    Times.seconds(hit.updatedAt()),
                    hit.updatedBy(),
                    hit.bytes(),
                    hit.files(),
                    hit.tags(),
                    hit.rank(),
                    hit.ownerMarks(),
                    hit.nameMarks(),
                    hit.snippet()
                            .map(snippet -> new SnippetLine(snippet.text(), snippet.marks()))
                            .orElse(null));
        }
    }

    record Facets(
            List<PackageLists.Count> owner,
            List<PackageLists.Count> visibility,
            List<PackageLists.Count> tag,
            List<PackageLists.Count> type) {}

    record SearchAnswer(int total, int page, int pages, List<HitLine> packages, Facets facets) implements Answer {}

    record SuggestedLine(String owner, String name, String visibility) {}

    record SuggestAnswer(List<SuggestedLine> packages, List<String> owners) implements Answer {}

    record NamesAnswer(List<String> users) implements Answer {}

    @GET
    @Path("home")
    public Response home(
            @Context ContainerRequestContext request,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("opened") List<String> opened) {
        var caller = callers.anonymous(request);
        var home = lists.home(caller, Replies.number("limit", limit, 6, 1, MOST_OF_HOME), handles(opened));
        return Replies.now(new HomeAnswer(
                CardLine.of(home.opened()),
                CardLine.of(home.recent()),
                CardLine.of(home.own()),
                CardLine.of(home.shared()),
                new Totals(home.recentTotal(), home.ownTotal(), home.sharedTotal()),
                home.recentTotal() == 0));
    }

    /** @throws Invalid when somebody asks for too many; what names no package is left out */
    private static List<PackageName> handles(List<String> opened) {
        if (opened.size() > MOST_OPENED) {
            throw new Invalid("At most " + MOST_OPENED + " opened packages can be asked for.");
        }
        return opened.stream()
                .map(handle -> Replies.text(handle).split("/", -1))
                .filter(parts -> parts.length == 2)
                .map(parts -> new PackageName(parts[0], parts[1]))
                .distinct()
                .toList();
    }

    @GET
    @Path("search")
    public Response search(
            @Context ContainerRequestContext request,
            @QueryParam("q") @Nullable String query,
            @QueryParam("owner") @Nullable String owner,
            @QueryParam("visibility") @Nullable String visibility,
            @QueryParam("tag") @Nullable String tag,
            @QueryParam("type") @Nullable String type,
            @QueryParam("since") @Nullable String since,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("page") @Nullable String page) {
        var caller = callers.anonymous(request);
        long after = Replies.number("since", since, -1L, 0, Replies.MOST_SECONDS);
        var found = lists.search(
                caller,
                new PackageLists.Wanted(
                        Replies.text(query).strip(),
                        Replies.text(owner),
                        Replies.word("visibility", visibility, "", "private", "team", "public"),
                        Replies.text(tag),
                        Replies.text(type),
                        after < 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(after)),
                        Replies.choice("sort", sort, PackageLists.Order.RELEVANCE),
                        Replies.number("page", page, 1, 1, MOST_PAGES)));
        return Replies.now(new SearchAnswer(
                found.total(),
                found.page(),
                found.pages(),
                found.hits().stream().map(HitLine::of).toList(),
                new Facets(found.owners(), found.visibilities(), found.tags(), found.types())));
    }

    @GET
    @Path("suggest")
    public Response suggest(@Context ContainerRequestContext request, @QueryParam("q") @Nullable String query) {
        var found = lists.suggest(callers.anonymous(request), Replies.text(query));
        return Replies.now(new SuggestAnswer(
                found.packages().stream()
                        .map(card -> new SuggestedLine(
                                card.owner(), card.name(), card.visibility().word()))
                        .toList(),
                found.owners()));
    }

    @GET
    @Path("users")
    public Response users(@Context ContainerRequestContext request, @QueryParam("q") @Nullable String query) {
        callers.signedIn(request);
        return Replies.now(new NamesAnswer(lists.people(Replies.text(query))));
    }

    @DELETE
    @Path("invite/{owner}/{name}/{id}")
    public Response withdraw(
            @Context ContainerRequestContext request,
            @PathParam("owner") String owner,
            @PathParam("name") String name,
            @PathParam("id") String id) {
        var caller = callers.signedIn(request);
        if (!id.matches("\\d{1,18}")) {
            throw new NotFound("Not found. The registry has nothing at this address.");
        }
        accessList.withdraw(caller, new PackageName(owner, name), Long.parseLong(id));
        return Replies.now(Answer.Done.DONE);
    }
}
