package org.quiltappliance.server.containers.docker;

import com.github.dockerjava.api.model.ResponseItem;
import java.util.HashMap;
import java.util.Map;
import org.quiltappliance.server.containers.Transfer;

/** Adds up what an engine tells of the layers of one download. Each layer is first downloaded and then unpacked; only the first is counted. */
final class LayerProgress {

    private static final String DOWNLOADING = "Downloading";
    private static final String LOADED = "Download complete";
    private static final String EXTRACTING = "Extracting";
    private static final String DONE = "Pull complete";

    private final Map<String, Transfer> layers = new HashMap<>();

    /** All layers together, after this news. */
    synchronized Transfer after(ResponseItem news) {
        String layer = news.getId();
        String status = news.getStatus();
        if (layer != null && status != null) {
            if (status.equals(DOWNLOADING)) {
                var detail = news.getProgressDetail();
                if (detail != null && detail.getCurrent() != null) {
                    long total = detail.getTotal() == null ? 0 : detail.getTotal();
                    layers.put(layer, new Transfer(detail.getCurrent(), Math.max(total, detail.getCurrent())));
                }
            } else if (status.equals(LOADED) || status.equals(EXTRACTING) || status.equals(DONE)) {
                layers.computeIfPresent(layer, (name, known) -> new Transfer(known.total(), known.total()));
            }
        }
        long bytes = 0;
        long total = 0;
        for (Transfer transfer : layers.values()) {
            bytes += transfer.bytes();
            total += transfer.total();
        }
        return new Transfer(bytes, total);
    }
}
