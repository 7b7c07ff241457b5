package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.quiltappliance.server.ContainerService;
import org.quiltappliance.server.ContainerService.ImageState;
import org.quiltappliance.server.LeftoverService;
import org.quiltappliance.server.cli.CommandLine.Call;
import org.quiltappliance.server.containers.ImageReference;
import org.quiltappliance.server.containers.Role;
import org.quiltappliance.server.monitoring.Redaction;

/** The images of our containers: to be had, carried to another computer, changed. */
final class ImagesCommand {

    private final Call call;
    private final Terminal terminal;
    private final ContainerService service;

    ImagesCommand(Call call) {
        this.call = call;
        this.terminal = call.terminal();
        service = new ContainerService(call.source(), new Redaction(), Clock.systemUTC());
    }

    int run() throws IOException {
        String action = call.arguments().word("list, pull, load, save, set, upgrade or remove");
        call.around().logs().toTerminal();
        return switch (action) {
            case "set" -> set();
            case "upgrade" -> upgrade(Optional.empty(), call.arguments().flag("--dry-run"));
            default -> simple(action);
        };
    }

    private int simple(String action) throws IOException {
        return Alone.with(call, () -> {
            switch (action) {
                case "list" -> {
                    call.arguments().finish();
                    show(service.images());
                }
                case "pull" -> {
                    call.arguments().finish();
                    show(service.pull(terminal::tell));
                }
                case "load" -> show(service.load(file(), terminal::tell));
                case "save" -> {
                    Path file = file();
                    service.save(file);
                    terminal.tell("Saved to " + file + ".");
                }
                case "remove" -> remove();
                default -> throw CommandFailure.wrongUse("There is no \"images " + action + "\".");
            }
            return ExitCode.DONE;
        });
    }

    private Path file() {
        Path file = Path.of(call.arguments().word("the file")).toAbsolutePath();
        call.arguments().finish();
        return file;
    }

    private int set() throws IOException {
        String role = call.arguments().word("database or storage");
        String image = call.arguments().word("the image");
        boolean dryRun = call.arguments().flag("--dry-run");
        if (!role.equals("database") && !role.equals("storage")) {
            throw CommandFailure.wrongUse("There is no image for \"" + role + "\", only for database and storage.");
        }
        requireName(image);
        call.arguments().finish();
        boolean database = role.equals("database");
        var otherMajor = new AtomicBoolean();
        int code = Alone.with(call, () -> {
            otherMajor.set(database && service.isOtherMajor(image, terminal::tell));
            if (!otherMajor.get()) {
                change(database ? Role.POSTGRES : Role.STORE, role, image, dryRun);
            }
            return ExitCode.DONE;
        });
        return otherMajor.get() ? upgrade(Optional.of(image), dryRun) : code;
    }

    private static void requireName(String image) {
        try {
            ImageReference.parse(image);
        } catch (IllegalArgumentException unusable) {
            throw CommandFailure.wrongUse(unusable.getMessage());
        }
    }

    private void change(Role role, String name, String image, boolean dryRun) throws IOException, InterruptedException {
        service.planChange(role, image).forEach(terminal::tell);
        if (dryRun) {
            terminal.tell("Nothing was changed.");
            return;
        }
        service.change(role, image, terminal::tell);
        terminal.tell("The " + name + " runs " + image + " from the next start on.");
    }

    /** Brings the data to another PostgreSQL. @param image that is to be set as well, if not the one of the settings */
    private int upgrade(Optional<String> image, boolean dryRun) throws IOException {
        call.arguments().finish();
        return new Host(call).during(() -> {
            JsonNode plan = new LongTask(call).run(request("plan-upgrade", image));
            plan.path("sentences").forEach(sentence -> terminal.tell(sentence.asText()));
            JsonNode result = dryRun ? plan : new LongTask(call).run(request("upgrade", image));
            if (terminal.wantsJson()) {
                terminal.print(result);
            } else if (dryRun) {
                terminal.tell("Nothing was changed.");
            } else {
                print(result);
            }
            return ExitCode.DONE;
        });
    }

    private static ObjectNode request(String task, Optional<String> image) {
        return LongTask.request(task).put("image", image.orElse(""));
    }

    private void print(JsonNode result) {
        terminal.print("Upgraded to PostgreSQL " + result.path("to").asText() + ": "
                + Sizes.count(result.path("packages").asLong(), "package") + ", "
                + Sizes.count(result.path("users").asLong(), "user") + ", "
                + Sizes.count(result.path("rows").asLong(), "row") + ", all read again.");
        String former = result.path("formerVolume").asText();
        terminal.print(
                "The former volume " + former + " stays. To go back: config set APPLIANCE_DB_IMAGE with an image of"
                        + " PostgreSQL " + result.path("from").asText() + ", then volumes use " + former);
        terminal.print("Backup of the rows: " + result.path("backup").asText());
    }

    private void remove() throws IOException {
        String image = call.arguments().word("the image; cleanup shows those that are out of use");
        call.arguments().finish();
        var gone = new LeftoverService(call.source(), new Redaction(), Clock.systemUTC()).removeImage(image);
        terminal.tell("Removed the image " + gone.name() + "; " + Sizes.of(gone.bytes()) + " may be free again.");
    }

    private void show(List<ImageState> images) {
        if (terminal.wantsJson()) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            var list = all.putArray("images");
            images.forEach(image -> list.addObject()
                    .put("role", image.role())
                    .put("reference", image.reference())
                    .put("here", image.here()));
            terminal.print(all);
            return;
        }
        images.forEach(image -> terminal.print(String.format(
                "%-9s %-13s %s", image.role(), image.here() ? "here" : "not here yet", image.reference())));
    }
}
