package org.quiltappliance.server.http;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.glassfish.jersey.inject.hk2.AbstractBinder;
import org.glassfish.jersey.jetty.JettyHttpContainer;
import org.glassfish.jersey.server.ContainerFactory;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;

/** Everything under {@code /api}, by Jersey. Other paths pass. */
public final class ApiHandler extends Handler.Wrapper {

    /** Below this there are routes for the catalog's port alone. */
    private static final String CATALOG_ONLY = "/api/ui/";

    /** @param resources finished objects: nothing is left to be injected */
    public ApiHandler(ApiResources resources) {
        this(resources, Set.of());
    }

    /** @param ofCatalog more of them, for {@link #serveCatalog} */
    public ApiHandler(ApiResources resources, Set<Object> ofCatalog) {
        super(ContainerFactory.createContainer(
                JettyHttpContainer.class,
                config(Stream.concat(resources.all().stream(), ofCatalog.stream())
                        .collect(Collectors.toSet()))));
    }

    private static ResourceConfig config(Set<Object> resources) {
        var config = new ResourceConfig();
        resources.forEach(resource -> config.register(resource.getClass()));
        return config.register(new Finished(resources))
                .register(new AnswerWriter())
                .register(new ErrorMapper())
                .register(new DrainFilter())
                .register(new HeaderFilter())
                .register(RouteFilter.class)
                .property(ServerProperties.WADL_FEATURE_DISABLE, true)
                .property(ServerProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true)
                .property(ServerProperties.METAINF_SERVICES_LOOKUP_DISABLE, true)
                .property(ServerProperties.BV_FEATURE_DISABLE, true)
                .property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true)
                // Answers with a length are written whole; streamed ones have no length to find out.
                .property(ServerProperties.OUTBOUND_CONTENT_LENGTH_BUFFER, 0);
    }

    /** Gives Jersey the finished resources when it asks for one of their classes. */
    private static final class Finished extends AbstractBinder {
        private final Set<Object> resources;

        Finished(Set<Object> resources) {
            this.resources = resources;
        }

        @Override
        protected void configure() {
            resources.forEach(this::bindFinished);
        }

        private <T> void bindFinished(T resource) {
            bind(resource).to(resource.getClass());
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return Cors.isApi(request.getHttpURI().getPath())
                && !request.getHttpURI().getCanonicalPath().startsWith(CATALOG_ONLY)
                && super.handle(request, response, callback);
    }

    /** Serves a request that came to the catalog's port: there are more routes there. */
    public boolean serveCatalog(Request request, Response response, Callback callback) throws Exception {
        return super.handle(request, response, callback);
    }
}
