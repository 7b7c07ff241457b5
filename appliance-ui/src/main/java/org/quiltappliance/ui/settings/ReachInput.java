package org.quiltappliance.ui.settings;

import java.util.ArrayList;
import javafx.collections.ListChangeListener;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.checks.LocalAddress;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.WordBox;
import org.quiltappliance.ui.text.Texts;

/** Who can reach the registry: nobody else, or those in a network of this computer. */
final class ReachInput extends VBox {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String ALL = "0.0.0.0";

    private final SettingField field;
    private final NetworkViewModel network;
    private final Texts texts;

    ReachInput(SettingField field, NetworkViewModel network, Texts texts) {
        super(10);
        this.field = field;
        this.network = network;
        this.texts = texts;
        var group = new ToggleGroup();
        var local = radio("local", group);
        var lan = radio("lan", group);
        Nodes.follow(field.draftProperty(), draft -> {
            local.setSelected(isLocal(draft));
            lan.setSelected(!isLocal(draft));
        });
        local.setOnAction(pressed -> field.draftProperty().set(LOOPBACK));
        lan.setOnAction(pressed -> {
            if (isLocal(field.draftProperty().get())) {
                field.draftProperty().set(ALL);
            }
        });
        var choice = new FlowPane(local, lan);
        choice.getStyleClass().add("wrap");
        var addresses = addresses();
        Nodes.showWhen(addresses, field.draftProperty().map(draft -> !isLocal(draft)));
        getChildren().addAll(choice, addresses);
    }

    private RadioButton radio(String word, ToggleGroup group) {
        var radio = new RadioButton(texts.of(word.equals("local") ? "settings.reach.local" : "settings.reach.network"));
        radio.setId("set-reach-" + word);
        radio.setToggleGroup(group);
        radio.setMinWidth(USE_PREF_SIZE);
        return radio;
    }

    private static boolean isLocal(String address) {
        return address.isBlank() || address.equals(LOOPBACK) || address.equals("::1") || address.equals("localhost");
    }

    private WordBox<String> addresses() {
        var box = new WordBox<String>("set-bind", field.name(), this::label, texts);
        fill(box);
        network.addresses().addListener((ListChangeListener<LocalAddress>) changed -> fill(box));
        Nodes.follow(field.draftProperty(), draft -> {
            if (!isLocal(draft)) {
                box.setValue(draft);
            }
        });
        box.setOnAction(chosen -> {
            String value = box.getValue();
            if (value != null && !isLocal(field.draftProperty().get())) {
                field.draftProperty().set(value);
            }
        });
        return box;
    }

    private void fill(WordBox<String> box) {
        var items = new ArrayList<String>();
        items.add(ALL);
        network.addresses().forEach(address -> items.add(address.address()));
        String present = field.draftProperty().get();
        if (!isLocal(present) && !items.contains(present)) {
            items.add(present);
        }
        box.getItems().setAll(items);
        if (!isLocal(present)) {
            box.setValue(present);
        }
    }

    private String label(String address) {
        if (address.equals(ALL)) {
            return texts.of("settings.reach.all");
        }
        return network.addresses().stream()
                .filter(known -> known.address().equals(address))
                .findFirst()
                .map(known -> texts.of("settings.reach.address", known.address(), known.network()))
                .orElse(address);
    }
}
