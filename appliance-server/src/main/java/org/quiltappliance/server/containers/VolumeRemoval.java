package org.quiltappliance.server.containers;

import org.quiltappliance.server.errors.ApplianceException.Conflict;
import org.quiltappliance.server.errors.ApplianceException.Forbidden;
import org.quiltappliance.server.errors.ApplianceException.Invalid;

/**
 * The permission to remove one volume, which only a typed confirmation gives ({@code control-panel.md} CM-14).
 */
public final class VolumeRemoval {

    private final String volume;

    private VolumeRemoval(String volume) {
        this.volume = volume;
    }

    /**
     * What somebody confirmed.
     *
     * @param instanceId of this appliance
     * @param instanceName of this appliance, as people see it
     * @param typed has to be the instance's name, a space and {@code delete}
     * @param stopped whether the appliance is stopped
     * @param current whether this is the volume in use
     * @param replaceable whether a verified backup exists, or somebody said that none is wanted
     */
    public record Confirmation(
            String instanceId,
            String instanceName,
            String typed,
            boolean stopped,
            boolean current,
            boolean replaceable) {}

    /**
     * @throws Forbidden if the volume is not ours
     * @throws Conflict while the appliance is not stopped, or when the data would be lost without anybody wanting it
     * @throws Invalid when something else was typed
     */
    public static VolumeRemoval confirmed(Volume volume, Confirmation confirmation) {
        if (!volume.label(Labels.INSTANCE).equals(confirmation.instanceId())) {
            throw new Forbidden("The volume " + volume.name() + " does not belong to this appliance.");
        }
        if (!confirmation.stopped()) {
            throw new Conflict("Stop the registry before removing a volume.");
        }
        if (confirmation.current() && !confirmation.replaceable()) {
            throw new Conflict("The volume " + volume.name()
                    + " is in use and there is no verified backup. Make one and verify every byte of it, or confirm that"
                    + " the data may be lost.");
        }
        String expected = confirmation.instanceName() + " delete";
        if (!confirmation.typed().equals(expected)) {
            throw new Invalid("To remove the volume " + volume.name() + ", type: " + expected);
        }
        return new VolumeRemoval(volume.name());
    }

    /** Name of the volume that may be removed. */
    public String volume() {
        return volume;
    }
}
