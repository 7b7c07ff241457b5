package org.quiltappliance.server;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.quiltappliance.server.backup.LiveCheck;
import org.quiltappliance.server.backup.LiveReport;
import org.quiltappliance.server.backup.Pace;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.errors.ApplianceException.NotFound;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.inventory.Inventory;
import org.quiltappliance.server.inventory.PackageDetail;
import org.quiltappliance.server.inventory.PackagePage;
import org.quiltappliance.server.inventory.PackageQuery;
import org.quiltappliance.server.lifecycle.Activity.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the administrator of the computer does with packages ({@code control-panel.md} 13.4), whoever may see them. Only
 * while the registry runs; everything else is {@link Unavailable}.
 */
public final class PackageService {

    private static final Logger log = LoggerFactory.getLogger(PackageService.class);

    /** What takes all packages along, and must find at its end what it found at its beginning. */
    private static final Set<Kind> ALL_PACKAGES = Set.of(Kind.RESTORE, Kind.CARRY_OVER, Kind.ACCOUNTS);

    private final DataAccess access;
    private final Tasks tasks;
    private final Clock clock;

    PackageService(DataAccess access, Tasks tasks, Clock clock) {
        this.access = access;
        this.tasks = tasks;
        this.clock = clock;
    }

    /** Some rows of the list of packages. */
    public PackagePage page(PackageQuery query) {
        return inventory().page(query);
    }

    /** Everybody who owns a package, by name. */
    public List<String> owners() {
        return inventory().owners();
    }

    /** @throws NotFound when there is no such package */
    public PackageDetail detail(String owner, String name) {
        return inventory().detail(owner, name);
    }

    /** Reads every object that the revisions of a package name, and compares it with its hash. Changes nothing. */
    public Task<LiveReport> verify(String owner, String name) {
        return tasks.begin(
                Kind.VERIFY,
                progress -> access.use(progress, open -> {
                    var place = open.data().place();
                    progress.tell("Reading " + owner + "/" + name);
                    long id = new Inventory(place.database())
                            .idOf(owner, name)
                            .orElseThrow(
                                    () -> new NotFound("There is no package " + owner + "/" + name + " any more."));
                    return new LiveCheck(place, clock).runOf(id, Pace.UNLIMITED, progress);
                }));
    }

    /**
     * Removes a package with its revisions, tags, versions and comments, whoever owns it. Its objects go at the next clean
     * up that finds them old enough.
     *
     * @param typed {@code owner/name}, typed by whoever wants this
     */
    public void delete(String owner, String name, String typed) {
        String path = owner + "/" + name;
        if (!typed.equals(path)) {
            throw new Invalid("To delete the package " + path + ", type: " + path);
        }
        tasks.present()
                .map(task -> task.activity().kind())
                .filter(ALL_PACKAGES::contains)
                .ifPresent(busy -> {
                    throw new Conflict(
                            "Data are on their way to another place. Wait until that is done, or cancel it.");
                });
        running().deletePackage(owner, name);
        log.info("Administration: delete the package {}", path);
    }

    private Inventory inventory() {
        return new Inventory(running().data().place().database());
    }

    private Registry running() {
        if (access.running() instanceof DataAccess.Running.Up up) {
            return up.plan().registry();
        }
        throw new Unavailable("The registry is not running. Start it first.");
    }
}
