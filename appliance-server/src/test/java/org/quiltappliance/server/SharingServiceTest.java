package org.quiltappliance.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.quiltappliance.server.config.Settings;
import org.quiltappliance.server.errors.ApplianceException.Conflict;

/** Sharing, and why not ({@code control-panel.md} SE-3). */
class SharingServiceTest extends ServiceSetup {

    private String bind() throws Exception {
        return test.source().read().value(Settings.BIND).text();
    }

    @Test
    void testModeIsNotShared() throws Exception {
        var sharing = test.started().sharing();

        assertThat(sharing.look().refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("persistent mode"));
        assertThatThrownBy(() -> sharing.share(Sharing.EVERYWHERE)).isInstanceOf(Conflict.class);
        assertThat(bind()).isEqualTo("127.0.0.1");
    }

    @Test
    void passwordOfTheTestModeIsNotSharedAndTheReasonNamesWhose() throws Exception {
        test.script.testPasswordHolders.add("admin");
        var sharing = test.persistent().started().sharing();

        assertThat(sharing.look().refusal())
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("admin "));
        assertThatThrownBy(() -> sharing.share(Sharing.EVERYWHERE)).isInstanceOf(Conflict.class);

        test.script.testPasswordHolders.clear();
        assertThat(sharing.look().refusal()).isEmpty();
    }

    @Test
    void whatTheEnvironmentSaysIsNotChanged() {
        test.environment.put("APPLIANCE_BIND", "127.0.0.1");
        var sharing = test.persistent().open().sharing();

        assertThat(sharing.look().refusal())
                .hasValueSatisfying(reason -> assertThat(reason).contains("APPLIANCE_BIND", "environment"));
    }

    @Test
    void everywhereNeedsANameThatLeadsOthersHere() throws Exception {
        var sharing = test.persistent().open().sharing();

        assertThat(sharing.look().offersEverywhere()).isFalse();
        assertThatThrownBy(() -> sharing.share(Sharing.EVERYWHERE))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("REGISTRY_URL");
        assertThat(bind()).isEqualTo("127.0.0.1");
    }

    @Test
    void sharedRegistryListensForOthersAndStrangersMakeNoAccounts() throws Exception {
        var service = test.persistent().started();
        String address = service.sharing().look().addresses().get(0).address();
        var sharing = service.sharing();
        assertThat(sharing.look().closesSignUp()).as("no mail is set").isTrue();
        assertThat(sharing.look().encrypted()).isFalse();

        assertThat(sharing.look().isUsableElsewhere()).isFalse();

        sharing.share(address).result().get(60, SECONDS);

        assertThat(sharing.look().bind()).isEqualTo(address);
        assertThat(sharing.look().isUsableElsewhere()).isTrue();
        var endpoints = service.snapshot().endpoints().orElseThrow();
        assertThat(endpoints.reach()).startsWith("Everyone who reaches " + address);
        assertThat(endpoints.registry().getHost()).isEqualTo(address.contains(":") ? "[" + address + "]" : address);

        sharing.share("127.0.0.1").result().get(60, SECONDS);
        assertThat(service.snapshot().endpoints().orElseThrow().reach()).isEqualTo("This computer only");
    }
}
