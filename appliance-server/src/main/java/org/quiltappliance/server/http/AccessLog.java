package org.quiltappliance.server.http;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.monitoring.LogTopic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One line a request: method, path, status, time, bytes of the answer, who asked and from where ({@code control-panel.md}
 * DG-1). Queries are left out: they hold signatures, tokens and codes.
 */
final class AccessLog implements RequestLog {

    private static final Logger log = LoggerFactory.getLogger("access");
    private static final Logger catalog = LoggerFactory.getLogger(LogTopic.CATALOG_LOGGER);

    /** Addresses of these pages end in a link that is as good as a password. */
    private static final Pattern SECRET = Pattern.compile("^(/+(?:activate|reset_password)/).+");

    private static final int LONGEST_AGENT = 120;

    private static String shown(String path) {
        return SECRET.matcher(path).replaceFirst("$1[hidden]");
    }

    @Override
    public void log(Request request, Response response) {
        if (!log.isInfoEnabled()) {
            return;
        }
        // Jetty calls when the request is over, so its number must be said again.
        String before = MDC.get(RequestIds.KEY);
        MDC.put(RequestIds.KEY, String.valueOf(response.getHeaders().get(RequestIds.HEADER)));
        try {
            (RequestMeter.isForCatalog(request) ? catalog : log).info(line(request, response));
        } finally {
            restore(before);
        }
    }

    private static void restore(@Nullable String before) {
        if (before == null) {
            MDC.remove(RequestIds.KEY);
        } else {
            MDC.put(RequestIds.KEY, before);
        }
    }

    private static String line(Request request, Response response) {
        return request.getMethod() + ' ' + shown(request.getHttpURI().getPath()) + ' ' + response.getStatus() + ' '
                + TimeUnit.NANOSECONDS.toMillis(NanoTime.since(request.getHeadersNanoTime())) + " ms "
                + Response.getContentBytesWritten(response) + " bytes user="
                + Objects.requireNonNullElse(request.getAttribute(RequestIds.USER), "-") + " client="
                + ClientAddress.of(request) + " \"" + agent(request) + '"';
    }

    private static String agent(Request request) {
        String agent = request.getHeaders().get(HttpHeader.USER_AGENT);
        if (agent == null) {
            return "-";
        }
        String quoted = agent.replace('"', '\'');
        return quoted.length() > LONGEST_AGENT ? quoted.substring(0, LONGEST_AGENT) : quoted;
    }
}
