package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The real {@code quilt} command on one simulated machine: a folder of its own as home, nothing of the surroundings'
 * proxies, {@code .netrc}, variables or browsers ({@code client-protocol.md} 2.2). Commands run in {@link #work()}.
 */
public final class QuiltCli {

    private static final long LIMIT_SECONDS = 120;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClientTools tools;
    private final Path home;
    private final Map<String, String> variables;

    /** @param home an empty folder, or that of a machine used before */
    public QuiltCli(ClientTools tools, Path home) {
        this(tools, home, Map.of());
    }

    private QuiltCli(ClientTools tools, Path home, Map<String, String> variables) {
        this.tools = tools;
        this.home = home;
        this.variables = variables;
        try {
            Files.createDirectories(work());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same machine with an environment variable more; an empty value takes a variable away. */
    public QuiltCli with(String variable, String value) {
        var more = new TreeMap<>(variables);
        more.put(variable, value);
        return new QuiltCli(tools, home, more);
    }

    /** Where commands run and relative paths begin. */
    public Path work() {
        return home.resolve("work");
    }

    /** The client's folder for settings and data. */
    public Path base() {
        return home.resolve(".local/share/QuiltCli");
    }

    public Path store() {
        return base().resolve("quilt_packages");
    }

    public Path object(String hash) {
        return store().resolve("objs").resolve(hash);
    }

    /** The part of an object that has been downloaded. */
    public Path partOf(String hash) {
        return store().resolve("tmp").resolve(hash + ".gz");
    }

    /** The hash of the local package, as in {@code tags/latest}. */
    public String latest(String name) {
        return read(store().resolve("pkgs/Quilt").resolve(name).resolve("tags/latest"));
    }

    /** Does what {@code quilt config} does, without starting it. */
    public QuiltCli configured(URI registry) {
        write(base().resolve("config.json"), json(Map.of("registry_url", registry.toString(), "team_id", "")));
        return this;
    }

    /** Does what {@code quilt login} does with a token, without starting it. */
    public QuiltCli signedIn(URI registry, String token) {
        return signedIn(registry, token, System.currentTimeMillis() / 1000 + 86_400);
    }

    /** @param expiresAt when the client believes the token to expire, in seconds of Unix time */
    public QuiltCli signedIn(URI registry, String token, long expiresAt) {
        var entry = new TreeMap<String, Object>();
        entry.put("team", null);
        entry.put("refresh_token", token);
        entry.put("access_token", token);
        entry.put("expires_at", expiresAt);
        write(base().resolve("auth.json"), json(Map.of(registry.toString(), entry)));
        return this;
    }

    /** Runs {@code quilt} with these arguments, and nothing on standard input. */
    public Outcome quilt(String... arguments) {
        return quiltTyping("", arguments);
    }

    /** Runs {@code quilt} with a text on standard input, which must end its lines itself. */
    public Outcome quiltTyping(String typed, String... arguments) {
        var line = new ArrayList<>(List.of(tools.quilt().toString()));
        line.addAll(List.of(arguments));
        return run("quilt " + String.join(" ", arguments), typed, line);
    }

    /** Runs a program text in the client's Python; {@code import quilt} is up to the text. */
    public Outcome python(String program) {
        return run("python -c " + program, "", List.of("-c", program));
    }

    private Outcome run(String text, String typed, List<String> arguments) {
        try {
            var in = Files.writeString(home.resolve("stdin"), typed);
            var out = home.resolve("stdout");
            var err = home.resolve("stderr");
            var environment = environment();
            var code = WarmPython.suits(environment)
                    ? tools.warmPython().run(arguments, environment, work(), in, out, err, LIMIT_SECONDS)
                    : runAnew(arguments, environment, in, out, err);
            if (code.isEmpty()) {
                fail("`%s` hung: %s%s", text, Files.readString(out), Files.readString(err));
            }
            var errors = Files.readString(err).replace('\r', '\n');
            return new Outcome(text, code.getAsInt(), Files.readString(out), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private OptionalInt runAnew(List<String> arguments, Map<String, String> environment, Path in, Path out, Path err)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(tools.python().toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(work().toFile())
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return OptionalInt.empty();
        }
        return OptionalInt.of(process.exitValue());
    }

    private Map<String, String> environment() {
        var environment = new TreeMap<String, String>();
        environment.put("HOME", home.toString());
        // No xdg-open to be found: `quilt login` must not open a browser on the machine that runs the tests.
        environment.put("PATH", home.resolve("no-programs").toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("PYTHONIOENCODING", "utf-8");
        environment.put("NO_PROXY", "localhost,127.0.0.1");
        environment.put("TZ", "UTC");
        for (var variable : variables.entrySet()) {
            if (variable.getValue().isEmpty()) {
                environment.remove(variable.getKey());
            } else {
                environment.put(variable.getKey(), variable.getValue());
            }
        }
        return environment;
    }

    /** Writes a file below {@link #work()}. */
    public QuiltCli file(String name, String content) {
        write(work().resolve(name), content);
        return this;
    }

    private static void write(Path path, String content) {
        try {
            Files.createDirectories(path.getParent());
            Files.writeString(path, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
