package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.http.catalog.AdministrationResource;
import org.quiltappliance.server.http.catalog.BrowsingResource;
import org.quiltappliance.server.http.catalog.CatalogResources;
import org.quiltappliance.server.http.catalog.ConfigResource;
import org.quiltappliance.server.http.catalog.HistoryResource;
import org.quiltappliance.server.http.catalog.ListsResource;
import org.quiltappliance.server.http.catalog.QueriesResource;
import org.quiltappliance.server.http.catalog.SessionResource;
import org.quiltappliance.server.http.catalog.TablesResource;
import org.quiltappliance.server.testing.OpenApi;

/** The OpenAPI document has the routes that there are, and no others. */
class CatalogRoutesTest {

    private static final List<Class<?>> RESOURCES = List.of(
            SessionResource.class,
            ConfigResource.class,
            BrowsingResource.class,
            HistoryResource.class,
            ListsResource.class,
            AdministrationResource.class,
            TablesResource.class,
            QueriesResource.class);

    @Test
    void everyRouteIsDescribedAndEveryDescribedRouteExists() {
        var routes = new TreeSet<String>();
        RESOURCES.forEach(resource -> Arrays.stream(resource.getDeclaredMethods())
                .flatMap(method -> route(resource, method).stream())
                .forEach(routes::add));

        assertThat(OpenApi.load().routes()).isEqualTo(routes);
    }

    /** Whoever adds a resource adds it above: the record that makes them knows how many there are, OpenAPI's own included. */
    @Test
    void noResourceIsForgotten() throws Exception {
        var classes = new TreeSet<String>();
        var place = java.nio.file.Path.of(CatalogResources.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("org/quiltappliance/server/http/catalog");
        try (var files = Files.list(place)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[A-Za-z]+Resource\\.class"))
                    .map(name -> name.replace(".class", ""))
                    .forEach(classes::add);
        }

        classes.remove("OpenApiResource");
        assertThat(classes)
                .containsExactlyInAnyOrderElementsOf(
                        RESOURCES.stream().map(Class::getSimpleName).toList());
    }

    private static Optional<String> route(Class<?> resource, Method method) {
        return Stream.of(GET.class, POST.class, DELETE.class)
                .filter(method::isAnnotationPresent)
                .map(verb -> verb(verb) + " /" + path(resource, method))
                .findFirst();
    }

    private static String verb(Class<? extends Annotation> annotation) {
        return annotation.getAnnotation(HttpMethod.class).value();
    }

    private static String path(Class<?> resource, Method method) {
        var own = method.getAnnotation(Path.class);
        return (resource.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value()))
                .replaceAll("\\{(\\w+):[^}]*}", "{$1}");
    }
}
