package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.quiltappliance.server.NetworkService;
import org.quiltappliance.server.cli.CommandLine.Call;

/** Shows, exports and renews the certificate of both ports. */
final class TlsCommand {

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final Call call;
    private final Terminal terminal;
    private final NetworkService network;

    TlsCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
        this.network = NetworkService.alone(call.source(), Clock.systemUTC());
    }

    int run() throws IOException {
        String action = call.arguments().word("show, export or renew");
        return switch (action) {
            case "show" -> show();
            case "export" -> export();
            case "renew" -> renew();
            default -> throw CommandFailure.wrongUse("There is no \"tls " + action + "\".");
        };
    }

    private int show() {
        call.arguments().finish();
        var found = network.certificate();
        if (terminal.wantsJson()) {
            var json = JsonNodeFactory.instance.objectNode().put("encrypted", found.isPresent());
            found.ifPresent(certificate -> {
                certificate.fingerprint().ifPresent(text -> json.put("fingerprint", text));
                certificate.ends().map(Instant::toString).ifPresent(text -> json.put("ends", text));
                json.put("ours", certificate.isOurs()).put("trouble", certificate.trouble());
            });
            terminal.print(json);
        } else if (found.isEmpty()) {
            terminal.print("The ports are not encrypted.");
        } else {
            print(found.get());
        }
        return found.filter(certificate -> !certificate.trouble().isEmpty()).isPresent()
                ? ExitCode.FAILED
                : ExitCode.DONE;
    }

    private void print(NetworkService.Certificate certificate) {
        certificate.fingerprint().ifPresent(text -> terminal.print("SHA-256 " + text));
        certificate.ends().ifPresent(ends -> terminal.print("good until " + ends));
        if (certificate.fingerprint().isEmpty() && certificate.trouble().isEmpty()) {
            terminal.print("It will be made at the next start.");
        }
        if (!certificate.trouble().isEmpty()) {
            terminal.print(certificate.trouble());
        }
    }

    private int export() throws IOException {
        String file = call.arguments().word("the file to write");
        call.arguments().finish();
        try {
            network.exportAuthority(Path.of(file));
        } catch (InvalidPathException impossible) {
            throw CommandFailure.wrongUse("This cannot be a file: " + file);
        }
        return done("Written. Clients trust this registry with REQUESTS_CA_BUNDLE=" + file);
    }

    private int renew() throws IOException {
        call.arguments().finish();
        var answer = new Remote(call.home()).ask(Remote.request("renew-certificate"), ANSWER);
        return done(answer.isPresent() ? answer.get().path("done").asText() : network.renew());
    }

    private int done(String text) {
        if (terminal.wantsJson()) {
            terminal.print(JsonNodeFactory.instance.objectNode().put("done", text));
        } else {
            terminal.print(text);
        }
        return ExitCode.DONE;
    }
}
