package org.quiltappliance.ui.controls;

import java.util.function.Function;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.quiltappliance.ui.text.Texts;

/**
 * One of several values, each in words for people. Screen readers hear what it is for and what is chosen.
 *
 * @param <T> a value
 */
public final class WordBox<T> extends ComboBox<T> {

    /**
     * @param id names it for tests and style sheets
     * @param name what is chosen here
     * @param words of a value; of none there are none
     */
    public WordBox(String id, String name, Function<? super T, String> words, Texts texts) {
        setId(id);
        setConverter(new StringConverter<>() {
            @Override
            public String toString(T value) {
                return value == null ? "" : words.apply(value);
            }

            /** What stands for these words; they change nothing when they are nobody's. */
            @Override
            public T fromString(String typed) {
                return getItems().stream()
                        .filter(item -> words.apply(item).equals(typed))
                        .findFirst()
                        .orElseGet(WordBox.this::getValue);
            }
        });
        accessibleTextProperty()
                .bind(valueProperty()
                        .map(value -> texts.of("choice", name, words.apply(value)))
                        .orElse(name));
    }
}
