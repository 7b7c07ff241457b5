package org.quiltappliance.ui.wizard;

import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.FirstRun.Network;
import org.quiltappliance.server.Setup.Field;
import org.quiltappliance.server.Setup.Reach;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.WordBox;
import org.quiltappliance.ui.text.Texts;

/** Who may use the registry. */
final class ReachPage extends VBox {

    private final WizardViewModel model;
    private final Texts texts;

    ReachPage(WizardViewModel model, Texts texts) {
        super(16);
        this.model = model;
        this.texts = texts;
        var forms = new WizardForms(model, texts);
        var group = new ToggleGroup();
        var reach = model.draft().reachProperty();
        var here = new VBox(forms.choice(group, "wiz-reach-local", reach, Reach.THIS_COMPUTER, "wizard.reach.local"));
        here.getStyleClass().add("panel");
        var encrypted = new CheckBox(texts.of("wizard.reach.tls"));
        encrypted.setId("wiz-tls");
        encrypted.selectedProperty().bindBidirectional(model.draft().encryptedProperty());
        var open = forms.words("wizard.reach.plain");
        open.getStyleClass().add("problem");
        Nodes.showWhen(open, model.draft().encryptedProperty().map(on -> !on));
        var more = new VBox(12, addresses(), encrypted, forms.words("wizard.reach.tls.text"), open);
        more.getStyleClass().add("choice-more");
        WizardForms.showFor(more, reach, Reach.NETWORK);
        var network =
                new VBox(12, forms.choice(group, "wiz-reach-lan", reach, Reach.NETWORK, "wizard.reach.lan"), more);
        network.getStyleClass().add("panel");
        getChildren().addAll(here, network);
    }

    private Node addresses() {
        var box = new WordBox<String>("wiz-address", texts.of("wizard.field.ADDRESS"), this::words, texts);
        box.setMinWidth(320);
        InvalidationListener fill = changed -> box.getItems()
                .setAll(model.networks().stream().map(Network::address).toList());
        model.networks().addListener(fill);
        fill.invalidated(model.networks());
        box.valueProperty().bindBidirectional(model.draft().textProperty(Field.ADDRESS));
        var complaint = Nodes.label(model.complaint(Field.ADDRESS), "problem");
        Nodes.showWhen(complaint, model.complaint(Field.ADDRESS).map(text -> !text.isEmpty()));
        var label = Nodes.label(texts.of("wizard.field.ADDRESS"), "field-label");
        label.setLabelFor(box);
        return new VBox(4, label, box, complaint);
    }

    private String words(String address) {
        List<String> names = model.networks().stream()
                .filter(network -> network.address().equals(address))
                .map(Network::name)
                .toList();
        return names.isEmpty() ? address : texts.of("wizard.reach.address", names.get(0), address);
    }
}
