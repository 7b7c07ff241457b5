package org.quiltappliance.ui.stories;

import java.net.URI;
import java.nio.file.Path;
import org.quiltappliance.server.client.ClientTools;
import org.quiltappliance.server.client.QuiltCli;
import org.quiltappliance.server.testing.RegistryClient;
import org.quiltappliance.ui.testing.Window;

/** The real quilt client on computers of its users, brought to a registry as the window says. */
record Client(ClientTools tools, Path folder) {

    /** A computer on which nobody used quilt before, by its name. */
    QuiltCli computer(String name) {
        return new QuiltCli(tools, folder.resolve(name));
    }

    /** Types what page Connect says, which is shown then, and signs in with a code from the page of the registry. */
    QuiltCli connected(String name, Window window, String user, String password) {
        window.click("nav-connect");
        URI registry = address(window.text("con-cmd-2"));
        var machine = computer(name);
        machine.quiltTyping(registry + "\n", "config").succeeded();
        var code = new RegistryClient(registry)
                .signedIn(user, password)
                .get("/api/code")
                .json()
                .get("code")
                .textValue();
        machine.quiltTyping(code + "\n", "login").succeeded();
        return machine;
    }

    private static URI address(String command) {
        return URI.create(command.replaceFirst("^echo (http\\S+) \\| quilt config$", "$1"));
    }
}
