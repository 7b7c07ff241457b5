package org.quiltappliance.server.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.quiltappliance.server.ContainerService;
import org.quiltappliance.server.ContainerService.ImageState;
import org.quiltappliance.server.LeftoverService;
import org.quiltappliance.server.cli.CommandLine.Call;
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
        String action = call.arguments().word("list, pull, load, save, set or remove");
        call.around().logs().toTerminal();
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
                case "set" -> set();
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

    /** The setting first, so that the next start knows what was meant even if this is broken off. */
    private void set() throws IOException, InterruptedException {
        String role = call.arguments().word("database or storage");
        String image = call.arguments().word("the image");
        call.arguments().finish();
        if (!role.equals("database") && !role.equals("storage")) {
            throw CommandFailure.wrongUse("There is no image for \"" + role + "\", only for database and storage.");
        }
        boolean database = role.equals("database");
        call.source().files().set(database ? "APPLIANCE_DB_IMAGE" : "APPLIANCE_STORE_IMAGE", image);
        service.change(database ? Role.POSTGRES : Role.STORE, terminal::tell);
        terminal.tell("The " + role + " runs " + image + " from the next start on.");
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
