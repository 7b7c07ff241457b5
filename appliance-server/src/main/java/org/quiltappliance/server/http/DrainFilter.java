package org.quiltappliance.server.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what a client is still sending when its request is refused, within reason: closing the connection under its hands
 * would hide the answer from it (client-protocol.md 8.2), and break the next request on the same connection.
 */
@Provider
final class DrainFilter implements ContainerResponseFilter {

    private static final Logger log = LoggerFactory.getLogger(DrainFilter.class);

    private static final long MOST_BYTES = 256L << 20;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() < 400) {
            return;
        }
        try {
            InputStream rest = request.getEntityStream();
            byte[] buffer = new byte[1 << 16];
            long left = MOST_BYTES;
            int count = 0;
            while (left > 0 && count >= 0) {
                left -= count;
                count = rest.read(buffer);
            }
        } catch (IOException | RuntimeException gone) {
            // What is no HTTP, such as a broken chunk, is told by an unchecked exception.
            log.debug("The client stopped sending", gone);
        }
    }
}
