package org.quiltappliance.server.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.quiltappliance.server.testing.Folders;
import org.quiltappliance.server.testing.FreePort;

/**
 * An nginx that keeps files in a folder, as the measure for ours: PUT by its DAV module (to a temporary file, then moved),
 * GET by sendfile. It checks neither signatures nor hashes.
 */
final class Nginx implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final Path folder;
    private final Process process;
    private final URI address;

    private Nginx(Path folder, Process process, URI address) {
        this.folder = folder;
        this.process = process;
        this.address = address;
    }

    static boolean isInstalled() {
        try {
            new ProcessBuilder("nginx", "-v").redirectErrorStream(true).start().waitFor();
            return true;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static Nginx start(Path within) throws IOException {
        var folder = Files.createTempDirectory(within, "nginx");
        int port = FreePort.find();
        Files.createDirectories(folder.resolve("root"));
        Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port));
        var process = new ProcessBuilder("nginx", "-p", folder.toString(), "-c", "nginx.conf")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile())
                .start();
        var address = URI.create("http://127.0.0.1:" + port);
        long before = System.nanoTime();
        while (!answers(address)) {
            if (!process.isAlive() || System.nanoTime() - before > PATIENCE) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "nginx does not start:\n" + Files.readString(folder.resolve("output.log")));
            }
            Thread.onSpinWait();
        }
        return new Nginx(folder, process, address);
    }

    private static String configuration(Path folder, int port) {
        boolean root = System.getProperty("user.name").equals("root");
        return String.format(Locale.ROOT, """
                        %s
                        daemon off;
                        worker_processes auto;
                        pid %2$s/nginx.pid;
                        error_log %2$s/error.log;
                        events { worker_connections 1024; }
                        http {
                            access_log %2$s/access.log;
                            sendfile on;
                            tcp_nopush on;
                            keepalive_requests 1000000;
                            client_max_body_size 0;
                            client_body_temp_path %2$s/uploads;
                            proxy_temp_path %2$s/proxy;
                            fastcgi_temp_path %2$s/fastcgi;
                            uwsgi_temp_path %2$s/uwsgi;
                            scgi_temp_path %2$s/scgi;
                            server {
                                listen 127.0.0.1:%3$d;
                                root %2$s/root;
                                location / { dav_methods PUT; }
                            }
                        }
                        """, root ? "user root;" : "", folder.toAbsolutePath(), port);
    }

    private static boolean answers(URI address) {
        try (var wire = Wire.to(address)) {
            return wire.get("/", "", Wire.Body.COUNT).status() > 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Folders.delete(folder);
    }
}
