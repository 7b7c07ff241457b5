package org.quiltappliance.server.http.pages;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.quiltappliance.server.accounts.AccountsSetup;
import org.quiltappliance.server.accounts.GitHub;
import org.quiltappliance.server.accounts.SignInTrials;
import org.quiltappliance.server.config.AccessConfig;
import org.quiltappliance.server.config.ChangeableConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.LiveConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.SignInConfig;
import org.quiltappliance.server.http.catalog.CatalogFiles;

/** Both ports with their pages, on free ports of this computer, and a browser without scripts. */
public final class PagesServer implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("<pre class=\"code\"[^>]*>([^<]+)</pre>");

    public final AccountsSetup setup;
    final SignInTrials trials = new SignInTrials();
    final URI registry;
    final URI catalog;
    private final Server registryServer = new Server();
    private final Server catalogServer = new Server();

    private PagesServer(boolean signup, boolean mailed, Optional<String> team, Optional<SignInConfig.GitHub> gitHub)
            throws Exception {
        this(signup, mailed, team, gitHub, "no-catalog/");
    }

    private PagesServer(
            boolean signup,
            boolean mailed,
            Optional<String> team,
            Optional<SignInConfig.GitHub> gitHub,
            String application)
            throws Exception {
        registry = open(registryServer);
        catalog = open(catalogServer);
        setup = AccountsSetup.on(new DatabaseConfig.Memory(UUID.randomUUID().toString(), 4), signup, registry, catalog);
        var site = new Site(registry, catalog, new LiveConfig(site(signup, mailed, team)));
        var way = gitHub.map(config -> new GitHubSignIn(
                new GitHub(config, GitHubSignIn.callback(registry)),
                setup.gitHubAccounts,
                new Secret("the key of the pages"),
                setup.clock));
        start(registryServer, new RegistryPages(site, setup.signIns, setup.accounts, way, trials));
        start(
                catalogServer,
                new Handler.Sequence(
                        new CatalogFiles(application),
                        new CatalogPages(site, setup.signIns, setup.accounts, application, Optional.empty())));
    }

    private static ChangeableConfig site(boolean signup, boolean mailed, Optional<String> team) {
        var smtp = new MailConfig.Smtp("localhost", 25, MailConfig.Security.NONE, Optional.empty());
        return new ChangeableConfig(
                "Field <data>",
                new AccessConfig(false, false, false, signup, team, Optional.empty()),
                new MailConfig(Optional.of(smtp).filter(server -> mailed), "registry@example.com"),
                Duration.ofHours(24));
    }

    static PagesServer plain() throws Exception {
        return new PagesServer(true, true, Optional.empty(), Optional.empty());
    }

    /** With the application of the tests. */
    static PagesServer withApplication() throws Exception {
        return new PagesServer(true, true, Optional.empty(), Optional.empty(), "test-catalog/");
    }

    static PagesServer closedWithoutMail() throws Exception {
        return new PagesServer(false, false, Optional.empty(), Optional.empty());
    }

    static PagesServer openWithoutMail() throws Exception {
        return new PagesServer(true, false, Optional.empty(), Optional.empty());
    }

    static PagesServer ofTeam(String team) throws Exception {
        return new PagesServer(true, true, Optional.of(team), Optional.empty());
    }

    static PagesServer with(SignInConfig.GitHub gitHub, boolean signup) throws Exception {
        return new PagesServer(signup, true, Optional.empty(), Optional.of(gitHub));
    }

    /** A browser with cookies of its own, which follows no redirects by itself. */
    static Browser browser() {
        return new Browser(
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build());
    }

    record Browser(HttpClient client) {

        HttpResponse<String> get(URI address, String... headers) throws Exception {
            return send(HttpRequest.newBuilder(address).GET(), headers);
        }

        HttpResponse<String> method(String method, URI address) throws Exception {
            return send(HttpRequest.newBuilder(address).method(method, HttpRequest.BodyPublishers.noBody()));
        }

        HttpResponse<String> post(URI address, String form, String... headers) throws Exception {
            return send(
                    HttpRequest.newBuilder(address)
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(form)),
                    headers);
        }

        private HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
            if (headers.length > 0) {
                request.headers(headers);
            }
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Names and values in turn, as a form sends them. */
    static String form(String... fields) {
        var out = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            out.append(i == 0 ? "" : "&")
                    .append(fields[i])
                    .append('=')
                    .append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
        }
        return out.toString();
    }

    /** The one-time code that a page shows. */
    static String code(HttpResponse<String> page) {
        var code = CODE.matcher(page.body());
        if (!code.find()) {
            throw new AssertionError("No code in: " + page.body());
        }
        return code.group(1);
    }

    static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static URI open(Server server) throws Exception {
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.open();
        server.addConnector(connector);
        return URI.create("http://localhost:" + connector.getLocalPort());
    }

    private static void start(Server server, Handler pages) throws Exception {
        server.setHandler(pages);
        server.start();
    }

    @Override
    public void close() {
        LifeCycle.stop(registryServer);
        LifeCycle.stop(catalogServer);
        setup.close();
    }
}
