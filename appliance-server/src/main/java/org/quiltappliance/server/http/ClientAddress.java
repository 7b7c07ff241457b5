package org.quiltappliance.server.http;

import java.net.InetSocketAddress;
import org.eclipse.jetty.server.Request;

/** From where a request comes. Of proxies, {@link TrustedProxies} alone are believed (defect D37). */
public final class ClientAddress {

    private ClientAddress() {}

    public static String of(Request request) {
        return request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address.getHostString()
                : "unknown";
    }
}
