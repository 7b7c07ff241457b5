package org.quiltappliance.server.http.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.backup.BackupState;
import org.quiltappliance.server.catalog.Administration;
import org.quiltappliance.server.catalog.Administration.OwnerUse;
import org.quiltappliance.server.catalog.Administration.PackageUse;
import org.quiltappliance.server.catalog.Visibility;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.http.Answer;
import org.quiltappliance.server.http.Callers;
import org.quiltappliance.server.http.Times;
import org.quiltappliance.server.monitoring.DiskSpace;

/** The lists of administrators. */
@Path("api/ui/admin")
public final class AdministrationResource {

    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final Administration administration;
    private final Supplier<BackupState> backups;
    private final Callers callers;

    AdministrationResource(Administration administration, Supplier<BackupState> backups, Callers callers) {
        this.administration = administration;
        this.backups = backups;
        this.callers = callers;
    }

    record UserLine(
            String name,
            String email,
            String state,
            @JsonProperty("is_admin") boolean isAdmin,
            long packages,
            long installs,
            long previews,
            long pushes,
            long deletes,
            @JsonProperty("date_joined") BigDecimal dateJoined,
            @JsonProperty("last_seen") @Nullable BigDecimal lastSeen) {
        static UserLine of(Administration.UserLine line) {
            return new UserLine(
                    line.name(),
                    line.email(),
                    line.active() ? "active" : "disabled",
                    line.admin(),
                    line.packages(),
                    line.installs(),
                    line.previews(),
                    line.pushes(),
                    line.deletes(),
                    Times.seconds(line.joined()),
                    line.lastSeen().map(Times::seconds).orElse(null));
        }
    }

    record UsersAnswer(
            int total, List<UserLine> users, @Nullable String next) implements Answer {}

    record PackageLine(
            String owner,
            String name,
            @Nullable String visibility,
            boolean deleted,
            long size,
            long revisions,
            long installs,
            long previews,
            long pushes,
            @JsonProperty("last_push") @Nullable BigDecimal lastPush) {
        static PackageLine of(Administration.PackageLine line) {
            return new PackageLine(
                    line.owner(),
                    line.name(),
                    line.visibility().map(Visibility::word).orElse(null),
                    line.visibility().isEmpty(),
                    line.bytes(),
                    line.revisions(),
                    line.installs(),
                    line.previews(),
                    line.pushes(),
                    line.lastPush().map(Times::seconds).orElse(null));
        }
    }

    record PackagesAnswer(
            int total, List<PackageLine> packages, @Nullable String next) implements Answer {}

    record EventLine(
            long id,
            BigDecimal created,
            @Nullable String user,
            String type,
            String owner,
            String name,
            @Nullable String hash,
            @JsonRawValue @Nullable String extra) {
        static EventLine of(Administration.Happening event) {
            return new EventLine(
                    event.id(),
                    Times.seconds(event.created()),
                    event.user().orElse(null),
                    event.type(),
                    event.owner(),
                    event.name(),
                    event.hash().map(Hash::toString).orElse(null),
                    event.extra().orElse(null));
        }
    }

    record AuditAnswer(List<EventLine> events, @Nullable String next) implements Answer {}

    record Disk(long free, long total) {
        static Disk of(DiskSpace space) {
            return new Disk(space.free(), space.total());
        }
    }

    record KindLine(String type, long files) {}

    record ObjectLine(String owner, String name, String hash, long bytes) {}

    record StorageAnswer(
            long objects,
            long bytes,
            @JsonProperty("logical_bytes") long logicalBytes,
            double saved,
            @Nullable Disk disk,
            List<OwnerUse> owners,
            List<PackageUse> packages,
            List<KindLine> kinds,
            List<ObjectLine> largest)
            implements Answer {}

    record LastBackup(BigDecimal created, long problems, String verified) {
        static LastBackup of(BackupState.Last last) {
            return new LastBackup(
                    Times.seconds(last.created()),
                    last.problems(),
                    last.verified().name().toLowerCase(Locale.ROOT));
        }
    }

    /** @param kept see {@link BackupState#isKept()} @param at the time of day, as {@code 03:00} */
    record BackupsAnswer(
            boolean kept,
            String schedule,
            String at,
            @Nullable BigDecimal next,
            boolean due,
            @Nullable LastBackup last) implements Answer {}

    @GET
    @Path("backups")
    public Response backups(@Context ContainerRequestContext request) {
        callers.admin(request);
        var state = backups.get();
        return Replies.now(new BackupsAnswer(
                state.isKept(),
                state.often().name().toLowerCase(Locale.ROOT),
                state.at().toString(),
                state.next().map(Times::seconds).orElse(null),
                state.isDue(),
                state.last().map(LastBackup::of).orElse(null)));
    }

    @GET
    @Path("users")
    public Response users(
            @Context ContainerRequestContext request,
            @QueryParam("q") @Nullable String query,
            @QueryParam("filter") @Nullable String filter,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        callers.admin(request);
        var page = administration.users(
                Replies.text(query),
                Replies.choice("filter", filter, Administration.UserFilter.ALL),
                Replies.choice("sort", Replies.ascending(sort), Administration.UserOrder.NAME),
                Replies.isDescending(sort),
                Replies.number("after", after, 0, 0, Integer.MAX_VALUE),
                Replies.number("limit", limit, USUAL, 1, MOST));
        return Replies.now(new UsersAnswer(
                page.total(), page.lines().stream().map(UserLine::of).toList(), Replies.next(page.next())));
    }

    @GET
    @Path("packages")
    public Response packages(
            @Context ContainerRequestContext request,
            @QueryParam("q") @Nullable String query,
            @QueryParam("filter") @Nullable String filter,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        callers.admin(request);
        var page = administration.packages(
                Replies.text(query),
                Replies.choice("filter", filter, Administration.PackageFilter.PRESENT),
                Replies.choice("sort", Replies.ascending(sort), Administration.PackageOrder.NAME),
                Replies.isDescending(sort),
                Replies.number("after", after, 0, 0, Integer.MAX_VALUE),
                Replies.number("limit", limit, USUAL, 1, MOST));
        return Replies.now(new PackagesAnswer(
                page.total(), page.lines().stream().map(PackageLine::of).toList(), Replies.next(page.next())));
    }

    @GET
    @Path("audit")
    public Response audit(
            @Context ContainerRequestContext request,
            @QueryParam("user") @Nullable String user,
            @QueryParam("package") @Nullable String handle,
            @QueryParam("type") @Nullable String type,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        callers.admin(request);
        var names = Replies.text(handle).split("/", 2);
        var found = administration.audit(
                new Administration.AuditFilter(
                        Replies.text(user),
                        names[0],
                        names.length > 1 ? names[1] : "",
                        Replies.word("type", type, "", "PUSH", "INSTALL", "PREVIEW", "DELETE"),
                        Instant.ofEpochSecond(Replies.number("from", from, 0L, 0, Replies.MOST_SECONDS)),
                        Instant.ofEpochSecond(Replies.number("to", to, Replies.MOST_SECONDS, 0, Replies.MOST_SECONDS))),
                Replies.number("after", after, Long.MAX_VALUE, 0, Long.MAX_VALUE),
                Replies.number("limit", limit, USUAL, 1, MOST));
        return Replies.now(
                new AuditAnswer(found.lines().stream().map(EventLine::of).toList(), Replies.next(found.next())));
    }

    @GET
    @Path("storage")
    public Response storage(@Context ContainerRequestContext request) {
        callers.admin(request);
        var found = administration.storage();
        return Replies.now(new StorageAnswer(
                found.objects(),
                found.bytes(),
                found.logicalBytes(),
                found.logicalBytes() == 0 ? 0 : Math.max(0, 1 - (double) found.bytes() / found.logicalBytes()),
                found.disk().map(Disk::of).orElse(null),
                found.owners(),
                found.packages(),
                found.kinds().stream()
                        .map(kind -> new KindLine(kind.value(), kind.count()))
                        .toList(),
                found.largest().stream()
                        .map(object -> new ObjectLine(
                                object.owner(), object.name(), object.hash().toString(), object.bytes()))
                        .toList()));
    }
}
