package org.quiltappliance.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.http.AccessResource;
import org.quiltappliance.server.http.AccountResource;
import org.quiltappliance.server.http.AuditResource;
import org.quiltappliance.server.http.CommentResource;
import org.quiltappliance.server.http.LogResource;
import org.quiltappliance.server.http.ObjectUrlsResource;
import org.quiltappliance.server.http.PackageListResource;
import org.quiltappliance.server.http.PackageResource;
import org.quiltappliance.server.http.TagResource;
import org.quiltappliance.server.http.TokenResource;
import org.quiltappliance.server.http.UsersResource;
import org.quiltappliance.server.http.VersionResource;
import org.quiltappliance.server.http.catalog.ActivityResource;
import org.quiltappliance.server.http.catalog.AdministrationResource;
import org.quiltappliance.server.http.catalog.AdmissionsResource;
import org.quiltappliance.server.http.catalog.BrowsingResource;
import org.quiltappliance.server.http.catalog.CatalogResources;
import org.quiltappliance.server.http.catalog.CommentsResource;
import org.quiltappliance.server.http.catalog.ConfigResource;
import org.quiltappliance.server.http.catalog.HistoryResource;
import org.quiltappliance.server.http.catalog.ListsResource;
import org.quiltappliance.server.http.catalog.OwnAccountResource;
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
            CommentsResource.class,
            OwnAccountResource.class,
            ListsResource.class,
            ActivityResource.class,
            AdministrationResource.class,
            AdmissionsResource.class,
            TablesResource.class,
            QueriesResource.class);

    /** Those of the registry, which the catalog's port has, too. */
    private static final List<Class<?>> OF_THE_REGISTRY = List.of(
            AccessResource.class,
            AccountResource.class,
            AuditResource.class,
            CommentResource.class,
            LogResource.class,
            ObjectUrlsResource.class,
            PackageListResource.class,
            PackageResource.class,
            TagResource.class,
            TokenResource.class,
            UsersResource.class,
            VersionResource.class);

    private static final Pattern CHOICE = Pattern.compile("\\{\\w+: *([a-z_]+(?:\\|[a-z_]+)+)}");

    @Test
    void everyRouteIsDescribedAndEveryDescribedRouteExists() {
        var routes = new TreeSet<String>();
        Stream.of(RESOURCES, OF_THE_REGISTRY)
                .flatMap(List::stream)
                .forEach(resource -> Arrays.stream(resource.getDeclaredMethods())
                        .flatMap(method -> routes(resource, method))
                        .forEach(routes::add));

        assertThat(OpenApi.load().routes()).isEqualTo(routes);
    }

    /** Whoever adds a resource adds it above: the record that makes them knows how many there are, OpenAPI's own included. */
    @Test
    void noResourceIsForgotten() throws Exception {
        var described = Stream.of(RESOURCES, OF_THE_REGISTRY)
                .flatMap(List::stream)
                .map(Class::getSimpleName)
                .toList();

        assertThat(Stream.concat(resources("http"), resources("http/catalog")))
                .containsExactlyInAnyOrderElementsOf(described);
    }

    private static Stream<String> resources(String folder) throws Exception {
        var classes = java.nio.file.Path.of(CatalogResources.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("org/quiltappliance/server/" + folder);
        try (var files = Files.list(classes)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[A-Za-z]+Resource\\.class"))
                    .map(name -> name.replace(".class", ""))
                    .filter(name -> !name.equals("OpenApiResource"))
                    .toList()
                    .stream();
        }
    }

    private static Stream<String> routes(Class<?> resource, Method method) {
        return Stream.of(GET.class, POST.class, PUT.class, DELETE.class)
                .filter(method::isAnnotationPresent)
                .flatMap(verb -> paths(resource, method).map(path -> verb(verb) + " /" + path));
    }

    private static String verb(Class<? extends Annotation> annotation) {
        return annotation.getAnnotation(HttpMethod.class).value();
    }

    /** A variable that lists its values is one path for each. */
    private static Stream<String> paths(Class<?> resource, Method method) {
        var own = method.getAnnotation(Path.class);
        String path = resource.getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
        var choice = CHOICE.matcher(path);
        return choice.find()
                ? Arrays.stream(choice.group(1).split("\\|")).map(choice::replaceFirst)
                : Stream.of(path.replaceAll("\\{(\\w+):[^}]*}", "{$1}"));
    }
}
