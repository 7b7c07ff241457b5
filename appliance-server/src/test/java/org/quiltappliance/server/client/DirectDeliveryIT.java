package org.quiltappliance.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quiltappliance.server.testing.OnDatabase;
import org.quiltappliance.server.testing.TestDatabase;

/** The real client in persistent mode, talking to the S3 server itself ({@code APPLIANCE_OBJECT_DELIVERY=direct}). */
@ExtendWith(Testbed.Extension.class)
@OnDatabase(TestDatabase.S3_DIRECT)
class DirectDeliveryIT {

    private final Testbed bed;

    DirectDeliveryIT(Testbed bed) {
        this.bed = bed;
    }

    @Test
    void whatIsPushedIsInstalledSomewhereElse() {
        var sender = bed.machineOf(bed.alice());
        DemoPackage.pushed(sender, "alice/direct", "straight to the bucket");
        var receiver = bed.machineOf(bed.alice());

        receiver.quilt("install", "alice/direct").succeeded();

        assertThat(receiver.latest("alice/direct")).isEqualTo(sender.latest("alice/direct"));
        assertThat(receiver.quilt("push", "alice/direct").succeeded().lines())
                .filteredOn(line -> line.endsWith(" already uploaded; skipping."))
                .isNotEmpty();
    }

    @Test
    void objectsTravelPastTheRegistry() {
        var sender = bed.machineOf(bed.alice());
        DemoPackage.pushed(sender, "alice/past", "past the registry");
        var receiver = bed.machineOf(bed.alice());

        try (var proxy = new RecordingProxy()) {
            proxy.before(receiver).quilt("install", "alice/past").succeeded();

            assertThat(proxy.objects("GET")).isEmpty();
        }
    }
}
