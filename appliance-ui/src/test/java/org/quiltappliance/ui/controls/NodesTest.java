package org.quiltappliance.ui.controls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;

class NodesTest {

    /** The collector has run when something that nobody holds is gone. */
    private static void collectGarbage() {
        var nobodys = new WeakReference<>(new Object());
        await().until(() -> {
            System.gc();
            return nobodys.get() == null;
        });
    }

    @Test
    void nodeFollowsAConditionThatNobodyElseHolds() {
        var hides = new SimpleBooleanProperty();
        var node = new Region();
        Nodes.showWhen(node, hides.not());
        collectGarbage();

        hides.set(true);

        assertThat(node.isVisible()).isFalse();
        assertThat(node.isManaged()).isFalse();
    }
}
