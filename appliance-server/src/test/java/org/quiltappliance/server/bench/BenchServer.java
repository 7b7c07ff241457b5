package org.quiltappliance.server.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.quiltappliance.server.Assembly;
import org.quiltappliance.server.config.AccessConfig;
import org.quiltappliance.server.config.ApplianceConfig;
import org.quiltappliance.server.config.DatabaseConfig;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.MailConfig;
import org.quiltappliance.server.config.Mode;
import org.quiltappliance.server.config.ObjectsConfig;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.config.SignInConfig;
import org.slf4j.LoggerFactory;

/** Starts the registry in test mode: registry port, catalog port, home. */
final class BenchServer {

    private BenchServer() {}

    static Path objectFolder(Path home) {
        return home.resolve("test");
    }

    public static void main(String[] arguments) {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.INFO);
        int registryPort = Integer.parseInt(arguments[0]);
        int catalogPort = Integer.parseInt(arguments[1]);
        var home = Path.of(arguments[2]);
        var config = new ApplianceConfig(
                Mode.TEST,
                home,
                "Benchmark",
                new HttpConfig(
                        "127.0.0.1",
                        registryPort,
                        catalogPort,
                        URI.create("http://127.0.0.1:" + registryPort),
                        URI.create("http://127.0.0.1:" + catalogPort),
                        100 << 20,
                        1L << 30),
                new DatabaseConfig.Memory("registry", 10),
                new ObjectsConfig(objectFolder(home), false, Duration.ofHours(24), true, 1 << 20),
                new AccessConfig(true, true, true, true, Optional.empty(), Optional.empty()),
                new MailConfig(Optional.empty(), "registry@localhost"),
                new SignInConfig(Optional.empty()),
                new Secret("a secret for the benchmark alone"));
        var run = new Assembly(config, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(run::close, "stop"));
        run.openDatabase();
        run.openStore();
        run.migrate();
        run.prepareAccounts();
        run.listen();
        run.selfCheck();
        run.admit();
    }
}
