package org.quiltappliance.ui.storage;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quiltappliance.server.ContainerService.ImageState;
import org.quiltappliance.ui.dialogs.Dialog;

/** Which image a container is to be made from. */
public final class ImageForm implements Dialog.Content {

    private final List<ImageState> present;
    private final StringProperty role;
    private final StringProperty image;

    /** @param present at least one */
    ImageForm(List<ImageState> present) {
        this.present = List.copyOf(present);
        role = new SimpleStringProperty(present.get(0).role());
        image = new SimpleStringProperty(present.get(0).reference());
        role.addListener((watched, before, now) -> image.set(reference(now)));
    }

    private String reference(String of) {
        return present.stream()
                .filter(one -> one.role().equals(of))
                .map(ImageState::reference)
                .findFirst()
                .orElse("");
    }

    /** What images are for. */
    public List<String> roles() {
        return present.stream().map(ImageState::role).toList();
    }

    public StringProperty roleProperty() {
        return role;
    }

    public StringProperty imageProperty() {
        return image;
    }

    /** Another one than there is. */
    BooleanBinding possible() {
        return Bindings.createBooleanBinding(
                () -> !image.get().isBlank() && !image.get().strip().equals(reference(role.get())), role, image);
    }
}
