package org.quiltappliance.ui;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import org.quiltappliance.server.OtherAppliance;
import org.quiltappliance.server.home.Home;
import org.quiltappliance.ui.dialogs.DialogLayer;
import org.quiltappliance.ui.remote.RemoteView;
import org.quiltappliance.ui.remote.RemoteViewModel;
import org.quiltappliance.ui.state.BackgroundTasks;
import org.quiltappliance.ui.state.FxThread;
import org.quiltappliance.ui.state.Ticker;
import org.quiltappliance.ui.text.Texts;

/** Everything in a window on a registry that runs in another process. @param title of the window */
record RemoteRoot(Parent content, ObservableValue<String> title) {

    /** To be made on the JavaFX thread. */
    static RemoteRoot over(Home home, Texts texts, Consumer<String> browse, RemoteView.Here here) {
        var layer = new DialogLayer(texts, content -> Optional.empty());
        var tasks = new BackgroundTasks(new FxThread());
        var model = new RemoteViewModel(new ServiceRemote(new OtherAppliance(home)), tasks, layer, texts);
        layer.cover(new RemoteView(model, texts, browse, here));
        var ticker = new Ticker(Clock.systemUTC());
        ticker.nowProperty().addListener((watched, before, now) -> model.refresh());
        layer.sceneProperty().addListener((watched, before, shown) -> ticker.setRunning(shown != null));
        model.refresh();
        return new RemoteRoot(layer, model.windowTitle());
    }
}
