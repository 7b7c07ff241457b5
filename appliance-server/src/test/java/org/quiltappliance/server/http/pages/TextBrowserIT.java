package org.quiltappliance.server.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quiltappliance.server.accounts.Caller;
import org.quiltappliance.server.accounts.Device;

/** The pages in the text browser lynx, as on a computer without a screen. */
class TextBrowserIT {

    private static final Device DEVICE = Device.program(null);

    private static final Pattern CODE = Pattern.compile("(?m)^\\s*([A-Za-z0-9+/]{100,}=*)\\s*$");
    private static final String PASSWORD = "correct horse";

    private PagesServer server;
    private Caller.Account alice;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws Exception {
        server = PagesServer.plain();
        alice = server.setup.user("alice", PASSWORD);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void signInPageIsReadable() throws Exception {
        assertThat(lynx("", "-dump", server.registry + "/login"))
                .containsSubsequence("Field <data>", "Sign in", "Username ___", "Password ___", "(BUTTON) Sign in")
                .contains("Forgot your password?", server.catalog + "/reset_password");
    }

    @Test
    void typedNameAndPasswordLeadToACode() throws Exception {
        Path printed = folder.resolve("page.txt");
        var keys = new Keys()
                .press("Down Arrow") // from the name of the registry to the first field
                .type("alice")
                .press("Down Arrow")
                .type(PASSWORD)
                .press("Down Arrow")
                .press("^J")
                .type("p") // print to a file ...
                .press("^J")
                .press("^U")
                .type(printed.toString())
                .press("^J")
                .press("^J")
                .type("qy");

        lynx("", "-cmd_script=" + keys.write(folder.resolve("keys")), server.registry + "/login");

        String page = Files.readString(printed);
        assertThat(page).contains("signed in as alice", "quilt login", "Valid 10 minutes, one use");
        var code = CODE.matcher(page);
        assertThat(code.find()).as(page).isTrue();
        assertThat(server.setup.signIns.authenticate(
                        server.setup.signIns.trade(code.group(1), DEVICE).token()))
                .isEqualTo(alice);
    }

    @Test
    void wrongPasswordIsSaid() throws Exception {
        assertThat(lynx("username=alice&password=wrong\n---\n", "-dump", "-post_data", server.registry + "/login"))
                .containsSubsequence("Login attempt failed", "Username alice", "Password ___");
    }

    private String lynx(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("lynx"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("TERM", "vt100");
        builder.environment().put("COLUMNS", "160");
        builder.environment().put("LINES", "50");
        builder.environment().put("NO_PROXY", "localhost");
        Process process = builder.start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("lynx did not end: " + said);
        }
        return said;
    }

    /** What somebody types, in lynx's own notation. */
    private static final class Keys {

        private final StringBuilder script = new StringBuilder();

        Keys press(String key) {
            script.append("key ").append(key).append('\n');
            return this;
        }

        Keys type(String text) {
            text.chars().forEach(c -> press(c == ' ' ? "<space>" : String.valueOf((char) c)));
            return this;
        }

        Path write(Path file) throws IOException {
            return Files.writeString(file, script);
        }
    }
}
