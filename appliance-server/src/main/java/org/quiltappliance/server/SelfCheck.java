package org.quiltappliance.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.quiltappliance.server.contents.Hash;
import org.quiltappliance.server.database.Database;
import org.quiltappliance.server.errors.ApplianceException.Unavailable;
import org.quiltappliance.server.objects.LinkMethod;
import org.quiltappliance.server.objects.ObjectStore;
import org.quiltappliance.server.objects.RegistryLinks;

/**
 * Proves the two parts that hold data by using them (control-panel.md 5.5, items 3 and 4): a small object goes in and out
 * over HTTP, and a row goes into the database and is taken back.
 */
final class SelfCheck {

    static final String OWNER = ObjectStore.PROOFS;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI registry;
    private final String boot;
    private final RegistryLinks links;
    private final ObjectStore objects;
    private final Database database;
    private final SSLContext trust;

    /** @param trust believes the certificate of the registry, where it has one */
    SelfCheck(
            URI registry, String boot, RegistryLinks links, ObjectStore objects, Database database, SSLContext trust) {
        this.registry = registry;
        this.boot = boot;
        this.links = links;
        this.objects = objects;
        this.database = database;
        this.trust = trust;
    }

    /** @throws Unavailable naming the part that failed */
    void run() {
        database.proveWritable();
        var content = new byte[64];
        new SecureRandom().nextBytes(content);
        var hash = Hash.ofContent(content);
        try {
            send(LinkMethod.PUT, hash, HttpRequest.BodyPublishers.ofByteArray(content));
            var back = send(LinkMethod.GET, hash, HttpRequest.BodyPublishers.noBody());
            if (!Arrays.equals(content, back)) {
                throw new Unavailable("The object store gives back other bytes than it was given.");
            }
        } catch (IOException failed) {
            throw new Unavailable("The object store cannot be reached over HTTP: " + failed.getMessage(), failed);
        } finally {
            objects.delete(OWNER, hash);
        }
    }

    private byte[] send(LinkMethod method, Hash hash, HttpRequest.BodyPublisher body) throws IOException {
        var link = URI.create(links.link(method, OWNER, hash));
        var request = HttpRequest.newBuilder(registry.resolve(link.getRawPath() + "?" + link.getRawQuery()))
                .header("X-Appliance-Boot", boot)
                .method(method.name(), body)
                .build();
        var asked = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .sslContext(trust)
                .build()
                .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            // The time limit that a request itself can have ends with the head of its answer.
            var answer = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() >= 300) {
                throw new Unavailable("The object store answered " + answer.statusCode() + " to its check.");
            }
            return answer.body();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException broken ? broken : new IOException(failed.getCause());
        } catch (TimeoutException late) {
            asked.cancel(true);
            throw new IOException("no answer within " + PATIENCE.toSeconds() + " seconds", late);
        } catch (InterruptedException interrupted) {
            asked.cancel(true);
            Thread.currentThread().interrupt();
            throw new Unavailable("The check of the object store was interrupted.", interrupted);
        }
    }
}
