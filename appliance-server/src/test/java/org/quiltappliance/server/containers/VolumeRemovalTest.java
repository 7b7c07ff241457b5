package org.quiltappliance.server.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.quiltappliance.server.containers.VolumeRemoval.Confirmation;
import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/** CM-14. */
class VolumeRemovalTest {

    private static final String TYPED = "My registry delete";
    private static final Volume VOLUME = new Volume("objects", Map.of(Labels.INSTANCE, "0a1b2c3d"), "");

    private static Confirmation confirmation(String typed, boolean stopped, boolean current, boolean replaceable) {
        return new Confirmation("0a1b2c3d", "My registry", typed, stopped, current, replaceable);
    }

    @Test
    void theTypedNamePermitsIt() {
        assertThat(VolumeRemoval.confirmed(VOLUME, confirmation(TYPED, true, false, false))
                        .volume())
                .isEqualTo("objects");
        assertThat(VolumeRemoval.confirmed(VOLUME, confirmation(TYPED, true, true, true))
                        .volume())
                .isEqualTo("objects");
    }

    @Test
    void anythingElseThatIsTypedDoesNot() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(
                        () -> VolumeRemoval.confirmed(VOLUME, confirmation("my registry delete", true, false, true)))
                .withMessage("To remove the volume objects, type: My registry delete");
    }

    @Test
    void nothingIsRemovedWhileTheRegistryRuns() {
        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> VolumeRemoval.confirmed(VOLUME, confirmation(TYPED, false, false, true)));
    }

    @Test
    void theVolumeInUseNeedsABackup() {
        assertThatExceptionOfType(Conflict.class)
                .isThrownBy(() -> VolumeRemoval.confirmed(VOLUME, confirmation(TYPED, true, true, false)));
    }

    @Test
    void volumesOfOthersAreNotTouched() {
        for (var other : new Volume[] {
            new Volume("objects", Map.of(), ""), new Volume("objects", Map.of(Labels.INSTANCE, "ffffffff"), "")
        }) {
            assertThatExceptionOfType(Forbidden.class)
                    .isThrownBy(() -> VolumeRemoval.confirmed(other, confirmation(TYPED, true, false, true)));
        }
    }
}
