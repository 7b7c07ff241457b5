package org.quiltappliance.ui.controls;

import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quiltappliance.server.lifecycle.ApplianceState;
import org.quiltappliance.ui.theme.Icons;

/** The state of the appliance as a shape; its colour says the same. */
public final class StateIcon extends StackPane {

    public StateIcon(ObservableValue<ApplianceState> state) {
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        Nodes.follow(state, now -> getChildren().setAll(icon(now)));
    }

    private static FontIcon icon(ApplianceState state) {
        return switch (state) {
            case STOPPED -> Icons.STOPPED.node("off");
            case STARTING, STOPPING -> Icons.BUSY.node("info");
            case RUNNING -> Icons.RUNNING.node("ok");
            case DEGRADED -> Icons.DEGRADED.node("warn");
            case FAILED -> Icons.FAILED.node("danger");
        };
    }
}
