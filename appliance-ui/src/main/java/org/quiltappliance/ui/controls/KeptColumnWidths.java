package org.quiltappliance.ui.controls;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Widths as text in a map of somebody who keeps it, such as a file: {@code usr-table.mail} is {@code 210}. */
public final class KeptColumnWidths implements ColumnWidths {

    private final Map<String, String> kept;
    private final BiConsumer<String, String> keep;

    /**
     * @param kept from the last time; what cannot be read is as if it were not there
     * @param keep hears of each change, key and text, often while somebody drags
     */
    public KeptColumnWidths(Map<String, String> kept, BiConsumer<String, String> keep) {
        this.kept = new ConcurrentHashMap<>(kept);
        this.keep = keep;
    }

    @Override
    public OptionalDouble of(String table, String column) {
        String text = kept.getOrDefault(key(table, column), "");
        return text.matches("\\d{2,4}") ? OptionalDouble.of(Integer.parseInt(text)) : OptionalDouble.empty();
    }

    @Override
    public void remember(String table, String column, double width) {
        String text = String.valueOf(Math.round(width));
        if (!text.equals(kept.put(key(table, column), text))) {
            keep.accept(key(table, column), text);
        }
    }

    private static String key(String table, String column) {
        return table + "." + column;
    }
}
