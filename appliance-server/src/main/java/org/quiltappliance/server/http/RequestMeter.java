package org.quiltappliance.server.http;

import java.net.InetSocketAddress;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.quiltappliance.server.monitoring.TrafficMeter;
import org.quiltappliance.server.monitoring.TrafficMeter.Kind;
import org.quiltappliance.server.objects.RegistryLinks;

/** Counts every request when it is over, those that were refused at the door included. Makes nothing for it. */
final class RequestMeter implements RequestLog {

    private final TrafficMeter traffic;

    RequestMeter(TrafficMeter traffic) {
        this.traffic = traffic;
    }

    @Override
    public void log(Request request, Response response) {
        String path = request.getHttpURI().getPath();
        boolean api = path != null && Cors.isApi(path);
        traffic.ended(
                kind(request, path != null && path.startsWith(RegistryLinks.PATH), api),
                response.getStatus(),
                NanoTime.since(request.getHeadersNanoTime()));
        String agent = api ? request.getHeaders().get(HttpHeader.USER_AGENT) : null;
        if (agent != null
                && request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address) {
            traffic.seen(agent, address, request.getAttribute(RequestIds.USER) instanceof String user ? user : "");
        }
    }

    private static Kind kind(Request request, boolean object, boolean api) {
        if (object) {
            return Kind.OBJECT;
        }
        return isForCatalog(request) && !api ? Kind.CATALOG : Kind.REGISTRY;
    }

    /** Whether it came in at the catalog's port. */
    static boolean isForCatalog(Request request) {
        return WebServer.CATALOG.equals(
                request.getConnectionMetaData().getConnector().getName());
    }
}
