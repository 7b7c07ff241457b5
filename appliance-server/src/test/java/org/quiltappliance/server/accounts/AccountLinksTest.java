package org.quiltappliance.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.accounts.AccountLinks.Purpose;
import org.quiltappliance.server.accounts.AccountLinks.Target;
import org.quiltappliance.server.config.HttpConfig;
import org.quiltappliance.server.config.Secret;

class AccountLinksTest {

    private static final HttpConfig HTTP = new HttpConfig(
            "127.0.0.1", 0, 0, URI.create("http://localhost:5000"), URI.create("http://localhost:3000"), 1000, 1000);

    private final AccountLinks links = new AccountLinks(new Secret("secret"), HTTP);
    private final Target target = new Target(UUID.randomUUID(), UUID.randomUUID());

    @Test
    void activationLeadsToTheRegistryAndResetToTheCatalog() {
        assertThat(links.uri(Purpose.ACTIVATION, target).toString())
                .matches("http://localhost:5000/activate/[0-9a-f]{96}");
        assertThat(links.uri(Purpose.RESET, target).toString())
                .matches("http://localhost:3000/reset_password/[0-9a-f]{96}");
    }

    @Test
    void linkIsReadForItsOwnPurposeOnly() {
        String reset = lastPart(links.uri(Purpose.RESET, target));

        assertThat(links.read(Purpose.RESET, reset)).contains(target);
        assertThat(links.read(Purpose.ACTIVATION, reset)).isEmpty();
    }

    @Test
    void changedForeignAndForgedLinksAreRefused() {
        String reset = lastPart(links.uri(Purpose.RESET, target));

        for (int i = 0; i < reset.length(); i++) {
            char other = reset.charAt(i) == '0' ? '1' : '0';
            assertThat(links.read(Purpose.RESET, reset.substring(0, i) + other + reset.substring(i + 1)))
                    .isEmpty();
        }
        assertThat(new AccountLinks(new Secret("other"), HTTP).read(Purpose.RESET, reset))
                .isEmpty();
        assertThat(links.read(Purpose.RESET, "")).isEmpty();
        assertThat(links.read(Purpose.RESET, "\0")).isEmpty();
        assertThat(links.read(Purpose.RESET, reset.toUpperCase(Locale.ROOT))).isEmpty();
    }

    private static String lastPart(URI link) {
        return link.getPath().substring(link.getPath().lastIndexOf('/') + 1);
    }
}
