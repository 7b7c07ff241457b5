package org.quiltappliance.server.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The program {@code wrk}, which asks for one address over and over on many connections. */
final class LoadGenerator {

    private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
    private static final Pattern PER_SECOND = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
    private static final Pattern HALF = Pattern.compile("50%\\s+([\\d.]+)(us|ms|s|m)\\b");
    private static final Pattern NEARLY_ALL = Pattern.compile("99%\\s+([\\d.]+)(us|ms|s|m)\\b");

    private final String address;
    private final String token;

    LoadGenerator(String address, String token) {
        this.address = address;
        this.token = token;
    }

    /** Latencies are in seconds. */
    record Outcome(double requests, double perSecond, double halfWithin, double nearlyAllWithin) {

        /** @throws IllegalStateException when a request failed or was refused */
        static Outcome parse(String output) {
            if (output.contains("Non-2xx") || output.contains("Socket errors")) {
                throw new IllegalStateException("Not every request was answered well:\n" + output);
            }
            return new Outcome(
                    number(REQUESTS, output), number(PER_SECOND, output), time(HALF, output), time(NEARLY_ALL, output));
        }

        private static double number(Pattern pattern, String output) {
            var found = pattern.matcher(output);
            if (!found.find()) {
                throw new IllegalStateException("wrk does not tell " + pattern + ":\n" + output);
            }
            return Double.parseDouble(found.group(1));
        }

        private static double time(Pattern pattern, String output) {
            double number = number(pattern, output);
            var found = pattern.matcher(output);
            found.find();
            return switch (found.group(2)) {
                case "us" -> number / 1e6;
                case "ms" -> number / 1e3;
                case "m" -> number * 60;
                default -> number;
            };
        }
    }

    static boolean isInstalled() {
        try {
            run(List.of("wrk", "-v"));
            return true;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Asks as fast as the answers come. */
    Outcome load(int connections, int seconds) throws IOException {
        return Outcome.parse(run(List.of(
                "wrk",
                "-t1",
                "-c" + connections,
                "-d" + seconds + "s",
                "--latency",
                "-H",
                "Authorization: Bearer " + token,
                "-H",
                "Accept: application/json",
                "-H",
                "User-Agent: quilt-cli/2.9.15 (Linux 6.1.0) CPython/3.11.2",
                address)));
    }

    private static String run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
