package org.quiltappliance.ui.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quiltappliance.server.TrialService.What;
import org.quiltappliance.ui.controls.CopyButton;
import org.quiltappliance.ui.controls.Nodes;
import org.quiltappliance.ui.controls.Panel;
import org.quiltappliance.ui.controls.SelectableBlock;
import org.quiltappliance.ui.text.Texts;

/** One sheet of page Settings: its settings, and what can be done with them. */
final class SheetView extends VBox {

    private static final String GITHUB_APPLICATIONS = "/settings/applications/new";

    private final SettingsViewModel model;
    private final Inputs inputs;
    private final Inputs.Choosers choosers;
    private final Consumer<String> browse;
    private final Texts texts;

    SheetView(Sheet sheet, SettingsViewModel model, Inputs.Choosers choosers, Consumer<String> browse, Texts texts) {
        super(16);
        this.model = model;
        this.inputs = new Inputs(texts, choosers);
        this.choosers = choosers;
        this.browse = browse;
        this.texts = texts;
        sheet.sections().forEach(section -> getChildren().add(section(section)));
        var others = others(sheet);
        if (!others.isEmpty()) {
            getChildren().add(panel("others", others));
        }
    }

    /** Those that nobody placed. */
    private List<Node> others(Sheet sheet) {
        return model.fields().stream()
                .filter(field -> Sheet.of(field.setting()) == sheet)
                .filter(field -> sheet.sections().stream()
                        .noneMatch(section ->
                                section.settings().contains(field.setting().name())))
                .map(this::row)
                .toList();
    }

    private Node section(Sheet.Section section) {
        var content = new ArrayList<Node>();
        section.settings().forEach(name -> content.add(row(model.field(name))));
        // Lines stand between settings, not before the first.
        content.stream().findFirst().ifPresent(first -> first.getStyleClass().add("first"));
        content.addAll(extras(section.word()));
        return panel(section.word(), content);
    }

    private Node panel(String word, List<Node> content) {
        var panel = new Panel(texts.of("settings.section." + word), content.toArray(Node[]::new));
        panel.getStyleClass().add("settings");
        return panel;
    }

    private Node row(SettingField field) {
        return new SettingRow(field, input(field), model, texts);
    }

    private Node input(SettingField field) {
        return switch (field.setting().name()) {
            case "APPLIANCE_BIND" -> new ReachInput(field, model.network(), texts);
            case "SQLALCHEMY_DATABASE_URI" -> new DatabaseAddressInput(field, texts);
            case "APPLIANCE_REGISTRY_PORT" -> port(field, "APPLIANCE_CATALOG_PORT");
            case "APPLIANCE_CATALOG_PORT" -> port(field, "APPLIANCE_REGISTRY_PORT");
            case "APPLIANCE_SMTP_SECURITY" -> security(field);
            default -> inputs.of(field);
        };
    }

    /** Where nobody says it here, the older setting for the same does. */
    private Node security(SettingField field) {
        boolean encrypted = model.field("SMTP_USE_TLS").effective().equals("true");
        return inputs.radios(field, List.of("starttls", "tls", "none"), encrypted ? "starttls" : "none");
    }

    private Node port(SettingField field, String other) {
        var note = model.portNote(field.setting().name(), other);
        return new PortInput(field.id(), inputs.of(field), note, !field.isLocked(), texts);
    }

    private List<Node> extras(String section) {
        return switch (section) {
            case "import" -> importing();
            case "reach" -> List.of(firewall());
            case "urls" -> List.of(trial(What.URLS, "set-url-test"));
            case "tls" -> List.of(new CertificatePanel(model.network(), choosers.saved(), texts));
            case "database" -> List.of(onlyWith("SQLALCHEMY_DATABASE_URI", trial(What.DATABASE, "set-db-test")));
            case "storage" -> List.of(onlyWith("S3_ENDPOINT", trial(What.STORE, "set-s3-test")));
            case "mail" -> List.of(recipient(), trial(What.MAIL, "set-mail-test"), hint("settings.mail.none"));
            case "sign-in" -> List.of(onlyWith("OAUTH_CLIENT_ID_GITHUB", github()));
            case "key" -> List.of(newKey());
            case "images" -> List.of(hint("settings.section.images.note"));
            default -> List.of();
        };
    }

    private Node onlyWith(String setting, Node node) {
        Nodes.showWhen(node, model.meant(model.field(setting)).asObject());
        return node;
    }

    private Node trial(What what, String id) {
        return new TrialPanel(model.trial(what), id, model.trialWord(what), browse, texts);
    }

    private Node hint(String key) {
        var hint = Nodes.label(texts.of(key), "hint");
        hint.setWrapText(true);
        return hint;
    }

    private List<Node> importing() {
        var button = Nodes.button(
                "set-import",
                texts.of("settings.import"),
                () -> choosers.envFile().get().ifPresent(model::importFile));
        Nodes.follow(model.isOpen(), may -> button.setDisable(!may));
        return List.of(hint("settings.import.about"), button);
    }

    private Node firewall() {
        var ports = List.of(port("APPLIANCE_REGISTRY_PORT"), port("APPLIANCE_CATALOG_PORT"));
        var lines = new VBox(8);
        for (String system : List.of("linux", "windows", "mac")) {
            var line = Nodes.label(texts.of("settings.firewall." + system, ports.get(0), ports.get(1)), "secondary");
            line.setWrapText(true);
            lines.getChildren().add(line);
        }
        var pane = new TitledPane(texts.of("settings.firewall"), lines);
        pane.getStyleClass().add("firewall");
        pane.setId("set-firewall");
        pane.setExpanded(false);
        pane.setAnimated(false);
        return pane;
    }

    private int port(String name) {
        var field = model.field(name);
        return Integer.parseInt(
                field.isReadable() ? field.effective() : field.setting().standard());
    }

    private Node recipient() {
        var field = new TextField();
        field.setId("set-mail-test-to");
        field.textProperty().bindBidirectional(model.recipientProperty());
        var box = Nodes.field(texts.of("settings.test.mail.to"), field);
        box.getStyleClass().add("trial");
        return box;
    }

    private Node github() {
        String callback = model.publicAddress("REGISTRY_URL") + "/oauth_callback";
        String home = model.publicAddress("CATALOG_URL");
        String web = model.field("APPLIANCE_GITHUB_URL").effective();
        var open = Nodes.button(
                "set-gh-open", texts.of("settings.github.open"), () -> browse.accept(web + GITHUB_APPLICATIONS));
        var box = new VBox(
                8,
                copied("set-gh-callback", "settings.github.callback", callback),
                copied("set-gh-home", "settings.github.home", home),
                open,
                trial(What.GITHUB, "set-gh-test"));
        box.getStyleClass().add("trial");
        return box;
    }

    private Node copied(String id, String key, String text) {
        var value = new SelectableBlock(new ReadOnlyStringWrapper(text), "mono", "command");
        value.setId(id);
        value.setAccessibleText(texts.of(key));
        HBox.setHgrow(value, Priority.ALWAYS);
        var row = new HBox(value, new CopyButton(texts, () -> text));
        row.getStyleClass().add("row");
        return new VBox(4, Nodes.label(texts.of(key), "field-label"), row);
    }

    private Node newKey() {
        var button = Nodes.button("set-secret-key-new", texts.of("settings.key.new"), model::newKey);
        Nodes.follow(model.isOpen(model.field("QUILT_SECRET_KEY")), may -> button.setDisable(!may));
        return new FlowPane(button);
    }
}
