package org.quiltappliance.ui.tray;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the icon would be. Whether the desktop has a tray is found out beside everything else; one that does not answer in
 * time is one without ({@code control-panel.md} TR-1).
 */
public final class TrayPlace implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TrayPlace.class);

    private final CompletableFuture<Optional<Tray>> found = new CompletableFuture<>();
    private TrayLook look;

    /** Begins to look. @param first what the icon shows at first */
    public TrayPlace(Tray.Finder finder, TrayMenu menu, TrayLook first, Duration limit) {
        look = first;
        found.completeOnTimeout(Optional.empty(), limit.toMillis(), TimeUnit.MILLISECONDS);
        var search = new Thread(() -> search(finder, menu), "tray");
        search.setDaemon(true);
        search.start();
    }

    private void search(Tray.Finder finder, TrayMenu menu) {
        try {
            Optional<Tray> tray = finder.find(menu);
            // Too late is as good as not at all: people have been told where to find the window.
            if (!found.complete(tray)) {
                tray.ifPresent(Tray::close);
                return;
            }
            tray.ifPresent(this::showFirst);
        } catch (RuntimeException | LinkageError failed) { // the outermost loop of this thread; toolkits may be missing
            log.info("There is no tray to be had", failed);
            found.complete(Optional.empty());
        }
    }

    private synchronized void showFirst(Tray tray) {
        tray.show(look);
    }

    /** Whether the icon is there; false while nobody knows yet. */
    public boolean isThere() {
        return present().isPresent();
    }

    /** Whether it is known by now. */
    boolean isDecided() {
        return found.isDone();
    }

    private Optional<Tray> present() {
        return found.getNow(Optional.empty());
    }

    /** Shows this, now or as soon as the icon is there. On any thread. */
    public synchronized void show(TrayLook newer) {
        look = newer;
        present().ifPresent(tray -> tray.show(newer));
    }

    /** Tells people, where there is a tray. On any thread. */
    public void tell(TrayModel.Notice notice) {
        present().ifPresent(tray -> tray.tell(notice.title(), notice.text()));
    }

    @Override
    public void close() {
        if (!found.complete(Optional.empty())) {
            present().ifPresent(Tray::close);
        }
    }
}
