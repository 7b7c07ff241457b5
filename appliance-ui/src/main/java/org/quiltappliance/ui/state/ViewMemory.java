package org.quiltappliance.ui.state;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import javafx.beans.property.Property;

/** What views remember from one time to the next, by name ({@code control-panel.md} UI-2). For the JavaFX thread. */
public final class ViewMemory {

    private final Map<String, String> values;
    private final Runnable changed;

    /**
     * @param values from the last time
     * @param changed called after each change
     */
    public ViewMemory(Map<String, String> values, Runnable changed) {
        this.values = new TreeMap<>(values);
        this.changed = changed;
    }

    /**
     * Gives the property the value that is remembered, if it is still one, and remembers each later one.
     *
     * @param read empty for what means nothing any more
     */
    public <T> void keep(
            String name, Property<T> property, Function<T, String> write, Function<String, Optional<T>> read) {
        Optional.ofNullable(values.get(name)).flatMap(read).ifPresent(property::setValue);
        property.addListener((watched, before, now) -> put(name, write.apply(now)));
    }

    /** Remembers a value that is no property. */
    public void put(String name, String value) {
        values.put(name, value);
        changed.run();
    }

    /** The same for one of a few words. */
    public <E extends Enum<E>> void keep(String name, Property<E> property, Class<E> words) {
        keep(name, property, Enum::name, text -> word(words, text));
    }

    /** The constant of that name, if there is one. */
    public static <E extends Enum<E>> Optional<E> word(Class<E> words, String text) {
        for (E word : words.getEnumConstants()) {
            if (word.name().equals(text)) {
                return Optional.of(word);
            }
        }
        return Optional.empty();
    }

    /** Everything that is remembered. */
    public Map<String, String> values() {
        return Map.copyOf(values);
    }
}
