package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.config.OriginalAddress;
import org.quiltappliance.server.config.Secret;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** Brings the data of an original Quilt 2 registry over. */
final class ImportCommand {

    private static final String USUAL_REGION = "us-east-1";

    /** Of its own, where the appliance has a bucket elsewhere, too, with other keys. */
    private static final String OWN_PREFIX = "QUILT2_";

    private final Call call;
    private final Terminal terminal;
    private final Map<String, String> environment;

    ImportCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
        this.environment = call.around().environment();
    }

    int run() throws IOException {
        var request = request();
        return new Host(call).during(() -> {
            JsonNode result = new LongTask(call).run(request);
            terminal.show(result, () -> print(result));
            if (!result.path("complete").asBoolean()) {
                return ExitCode.INTERRUPTED;
            }
            return result.path("problemCount").asLong() > 0 ? ExitCode.FAILED : ExitCode.DONE;
        });
    }

    private ObjectNode request() throws IOException {
        var arguments = call.arguments();
        String database = arguments
                .option("--database")
                .orElseThrow(() -> CommandFailure.wrongUse(
                        "Say where the database of the original is: --database postgresql://USER@HOST:PORT/DATABASE"));
        String objects = arguments
                .option("--objects")
                .orElseThrow(() -> CommandFailure.wrongUse(
                        "Say where the objects of the original are: --objects ENDPOINT/BUCKET"));
        String region = arguments.option("--region").orElse(USUAL_REGION);
        var passwordFile = arguments.option("--database-password-file");
        var sameUsers = arguments.option("--same-user");
        boolean despiteDamage = arguments.flag("--despite-damage");
        arguments.finish();
        if (database.equals("-")) {
            database = terminal.secret();
        } else if (OriginalAddress.hasPassword(database)) {
            terminal.tell("Notice: others on this computer can read the password on the command line. PGPASSWORD or"
                    + " --database-password-file keeps it from them.");
        }
        var request = LongTask.request("import-quilt2")
                .put("database", database)
                .put("objects", objects)
                .put("region", region)
                .put("despiteDamage", despiteDamage);
        var password = passwordFile.isPresent()
                ? Optional.of(content(passwordFile.get()))
                : Optional.ofNullable(environment.get("PGPASSWORD"));
        password.ifPresent(text -> request.put("databasePassword", text));
        var accessKey = key("AWS_ACCESS_KEY_ID");
        var secretKey = key("AWS_SECRET_ACCESS_KEY");
        var keys = accessKey.flatMap(
                name -> secretKey.map(secret -> new OriginalAddress.Keys(name, new Secret(secret), region)));
        keys.ifPresent(pair -> request.put("accessKey", pair.accessKey())
                .put("secretKey", pair.secretKey().reveal()));
        var names = request.putArray("sameUsers");
        sameUsers.stream()
                .flatMap(list -> Stream.of(list.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        require(database, objects, keys);
        return request;
    }

    private static void require(String database, String objects, Optional<OriginalAddress.Keys> keys) {
        try {
            OriginalAddress.database(database, Optional.empty());
            OriginalAddress.objects(objects, keys);
        } catch (Invalid wrong) {
            throw CommandFailure.wrongUse(wrong.text());
        }
    }

    private Optional<String> key(String name) {
        return Stream.of(OWN_PREFIX + name, name)
                .map(environment::get)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst();
    }

    private static String content(String file) throws IOException {
        try {
            return Files.readString(Path.of(file), StandardCharsets.UTF_8).strip();
        } catch (InvalidPathException | NoSuchFileException missing) {
            throw CommandFailure.wrongUse("There is no file " + file + ".");
        }
    }

    private void print(JsonNode result) {
        terminal.print(String.format("%-12s %9s %9s %9s", "", "came", "here", "left out"));
        result.path("counts").properties().forEach(entry -> {
            var count = entry.getValue();
            terminal.print(String.format(
                    "%-12s %9d %9d %9d",
                    entry.getKey().substring(0, 1).toUpperCase(Locale.ROOT)
                            + entry.getKey().substring(1),
                    count.path("came").asLong(),
                    count.path("here").asLong(),
                    count.path("leftOut").asLong()));
        });
        terminal.print("Copied: " + Sizes.of(result.path("bytes").asLong()) + " of objects, each read to its end and"
                + " compared with its hash.");
        findings(result, false, "noticeCount", "To know:");
        findings(result, true, "problemCount", "Did not come:");
        if (!result.path("complete").asBoolean()) {
            terminal.tell("It was ended early. What came is whole; the same command goes on from there.");
        } else {
            terminal.tell("Sign-ins, one-time codes, links in mails and payments do not come: everybody signs in again,"
                    + " with the old password.");
        }
    }

    private void findings(JsonNode result, boolean problems, String count, String headline) {
        long all = result.path(count).asLong();
        if (all == 0) {
            return;
        }
        terminal.tell(headline);
        long told = 0;
        for (JsonNode finding : result.path("findings")) {
            if (finding.path("problem").asBoolean() == problems) {
                terminal.tell("  " + finding.path("subject").asText() + ": "
                        + finding.path("reason").asText());
                told++;
            }
        }
        if (told < all) {
            terminal.tell("  and " + (all - told) + " more");
        }
    }
}
