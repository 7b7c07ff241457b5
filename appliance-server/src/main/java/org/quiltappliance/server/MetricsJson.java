package org.quiltappliance.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.quiltappliance.server.monitoring.ContainerReading;
import org.quiltappliance.server.monitoring.Heap;
import org.quiltappliance.server.monitoring.HistoryPoint;
import org.quiltappliance.server.monitoring.Latency;
import org.quiltappliance.server.monitoring.MetricsReading;
import org.quiltappliance.server.monitoring.PoolState;
import org.quiltappliance.server.monitoring.SeenClient;
import org.quiltappliance.server.monitoring.Traffic;

/** What programs read of the appliance's figures ({@code control-panel.md} 17). Units stand in the names. */
final class MetricsJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private MetricsJson() {}

    /** Without the history. */
    static ObjectNode of(MetricsReading reading) {
        var json = JSON.objectNode().put("at", reading.at().toString());
        reading.traffic().ifPresentOrElse(traffic -> json.set("traffic", of(traffic)), () -> json.putNull("traffic"));
        json.set("heap", of(reading.heap()));
        reading.pool().ifPresentOrElse(pool -> json.set("pool", of(pool)), () -> json.putNull("pool"));
        var disks = json.putArray("disks");
        reading.disks()
                .forEach(disk -> disks.addObject()
                        .put("place", disk.place())
                        .put("folder", disk.folder().toString())
                        .put("freeBytes", disk.space().free())
                        .put("totalBytes", disk.space().total()));
        var containers = json.putArray("containers");
        reading.containers().forEach(container -> containers.add(of(container)));
        var clients = json.putArray("clients");
        reading.clients().forEach(client -> clients.add(of(client)));
        return json;
    }

    /** With the history. */
    static ObjectNode whole(MetricsReading reading) {
        var json = of(reading);
        var history = json.putObject("history");
        addAll(reading.history().recent(), history.putArray("recent"));
        addAll(reading.history().day(), history.putArray("day"));
        return json;
    }

    private static void addAll(List<HistoryPoint> points, ArrayNode to) {
        points.forEach(point -> {
            var one = to.addObject()
                    .put("at", point.at().toString())
                    .put("requestsPerSecond", rounded(point.requestsPerSecond()))
                    .put("serverErrorsPerMinute", rounded(point.serverErrorsPerMinute()))
                    .put("clientErrorsPerMinute", rounded(point.clientErrorsPerMinute()))
                    .put("bytesInPerSecond", Math.round(point.bytesInPerSecond()))
                    .put("bytesOutPerSecond", Math.round(point.bytesOutPerSecond()))
                    .put("openRequests", rounded(point.openRequests()))
                    .put("heapUsedBytes", Math.round(point.heapUsed()))
                    .put("poolActive", rounded(point.poolActive()))
                    .put("poolWaiting", rounded(point.poolWaiting()));
            one.set("registry", of(point.registry()));
        });
    }

    private static ObjectNode of(Traffic traffic) {
        var json = JSON.objectNode()
                .put("requestsPerSecond", rounded(traffic.requestsPerSecond()))
                .put("serverErrorsPerMinute", rounded(traffic.serverErrorsPerMinute()))
                .put("clientErrorsPerMinute", rounded(traffic.clientErrorsPerMinute()))
                .put("bytesInPerSecond", Math.round(traffic.bytesInPerSecond()))
                .put("bytesOutPerSecond", Math.round(traffic.bytesOutPerSecond()))
                .put("openRequests", traffic.openRequests())
                .put("uploads", traffic.uploads());
        json.set("registry", of(traffic.registry()));
        json.set("objects", of(traffic.objects()));
        return json;
    }

    private static ObjectNode of(Latency latency) {
        var json = JSON.objectNode().put("requests", latency.requests());
        if (latency.requests() > 0) {
            json.put("p50Millis", millis(latency.p50()))
                    .put("p95Millis", millis(latency.p95()))
                    .put("p99Millis", millis(latency.p99()));
        }
        return json;
    }

    private static ObjectNode of(Heap heap) {
        var json = JSON.objectNode().put("usedBytes", heap.used()).put("maxBytes", heap.max());
        heap.usedAfterCollection().ifPresent(used -> json.put("usedAfterCollectionBytes", used));
        return json;
    }

    private static ObjectNode of(PoolState pool) {
        return JSON.objectNode()
                .put("active", pool.active())
                .put("idle", pool.idle())
                .put("waiting", pool.waiting())
                .put("max", pool.max())
                .put("longestWaitMillis", millis(pool.longestWait()));
    }

    private static ObjectNode of(ContainerReading container) {
        var json = JSON.objectNode()
                .put("name", container.name())
                .put("state", container.state())
                .put("restarts", container.restarts());
        container.memoryBytes().ifPresent(bytes -> json.put("memoryBytes", bytes));
        container.memoryLimitBytes().ifPresent(bytes -> json.put("memoryLimitBytes", bytes));
        container.processors().ifPresent(busy -> json.put("processors", rounded(busy)));
        return json;
    }

    private static ObjectNode of(SeenClient client) {
        var json = JSON.objectNode()
                .put("agent", client.agent())
                .put("address", client.address())
                .put("lastSeen", client.lastSeen().toString());
        client.user().ifPresent(user -> json.put("user", user));
        return json;
    }

    private static double millis(Duration duration) {
        return rounded(duration.toNanos() / 1e6);
    }

    /** More places would be noise. */
    private static double rounded(double figure) {
        return Math.round(figure * 1000) / 1000.0;
    }
}
