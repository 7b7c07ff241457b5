package org.quiltappliance.ui.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.quiltappliance.server.Sharing;
import org.quiltappliance.ui.share.ShareAppliance;

/** Shares with whom it is told to, and remembers it. */
public final class SomeSharing implements ShareAppliance {

    private final Sharing sharing;
    private final List<String> shared = new ArrayList<>();

    public SomeSharing(Sharing sharing) {
        this.sharing = sharing;
    }

    /** The addresses it was told, in order. */
    public List<String> shared() {
        return List.copyOf(shared);
    }

    @Override
    public Sharing look() {
        return sharing;
    }

    @Override
    public CompletionStage<String> share(String address) {
        shared.add(address);
        return CompletableFuture.completedFuture("Listens at " + address);
    }
}
