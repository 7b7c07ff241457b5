package org.quiltappliance.ui.dialogs;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;

/**
 * A question or a small form, without its looks.
 *
 * @param title says what is about to be done
 * @param text a sentence or two
 * @param content what is to be filled in
 * @param answers in the order of the buttons; a cancel is added to them
 * @param cancelled done when that is chosen, after the dialog is gone
 */
public record Dialog(String title, String text, Content content, List<Answer> answers, Runnable cancelled) {

    public Dialog {
        answers = List.copyOf(answers);
    }

    /** One that changes nothing when it is cancelled. */
    public Dialog(String title, String text, Content content, List<Answer> answers) {
        this(title, text, content, answers, () -> {});
    }

    /** What is to be filled in, or nothing. A view draws it. */
    public interface Content {
        /** A dialog that only asks. */
        Content NONE = new Content() {};

        /** Whether there is something to be decided. What only tells is closed, not cancelled. */
        default boolean asks() {
            return true;
        }
    }

    /** How much an answer does. */
    public enum Weight {
        /** What most people want; Enter gives it. */
        USUAL,
        PLAIN,
        /** Something is lost; never the default. */
        DESTRUCTIVE
    }

    /**
     * A button.
     *
     * @param id for tests and style sheets
     * @param label says what happens
     * @param possible whether it can be given now
     * @param action done after the dialog is gone
     */
    public record Answer(String id, String label, Weight weight, ObservableBooleanValue possible, Runnable action) {

        /** One that can always be given. */
        public Answer(String id, String label, Weight weight, Runnable action) {
            this(id, label, weight, Bindings.createBooleanBinding(() -> true), action);
        }
    }

    /** One with nothing to be filled in. */
    public static Dialog question(String title, String text, Answer... answers) {
        return new Dialog(title, text, Content.NONE, List.of(answers));
    }
}
