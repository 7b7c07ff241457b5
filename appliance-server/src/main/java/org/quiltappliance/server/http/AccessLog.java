package org.quiltappliance.server.http;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line a request. Queries are left out: they hold signatures, tokens and codes. */
final class AccessLog implements RequestLog {

    private static final Logger log = LoggerFactory.getLogger("access");

    /** Addresses of these pages end in a link that is as good as a password. */
    private static final Pattern SECRET = Pattern.compile("^(/+(?:activate|reset_password)/).+");

    private static String shown(String path) {
        return SECRET.matcher(path).replaceFirst("$1[hidden]");
    }

    @Override
    public void log(Request request, Response response) {
        if (log.isInfoEnabled()) {
            log.info(
                    "{} {} {} {} {} bytes {} ms {}",
                    ClientAddress.of(request),
                    request.getMethod(),
                    shown(request.getHttpURI().getPath()),
                    response.getStatus(),
                    Response.getContentBytesWritten(response),
                    TimeUnit.NANOSECONDS.toMillis(NanoTime.since(request.getHeadersNanoTime())),
                    response.getHeaders().get("X-Request-Id"));
        }
    }
}
