package org.quiltappliance.server.http.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.errors.ApplianceException.Invalid;
import org.quiltappliance.server.tables.worker.Work.Comparison;
import org.quiltappliance.server.tables.worker.Work.Condition;
import org.quiltappliance.server.tables.worker.Work.Order;

/** How addresses say which rows of a table are wanted. Columns are named by their place: names may hold anything. */
final class TableWishes {

    private static final int MOST_COLUMNS = 1_000;
    private static final int MOST_ORDERS = 10;
    private static final int MOST_CONDITIONS = 50;
    private static final int LONGEST_VALUE = 10_000;
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");
    private static final Pattern ORDER = Pattern.compile("(\\d{1,6})(?::(asc|desc))?");
    private static final Pattern CONDITION = Pattern.compile("(\\d{1,6}):([a-z]{2,10})(?::(.*))?", Pattern.DOTALL);

    private TableWishes() {}

    /** {@code 0-9,14}; null for whatever is usual. */
    static @Nullable List<Integer> columns(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        var columns = new ArrayList<Integer>();
        for (String part : text.split(",", -1)) {
            var range = RANGE.matcher(part);
            if (!range.matches()) {
                throw new Invalid("columns must be places and ranges like 0-9,14.");
            }
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (last < first || columns.size() + last - first >= MOST_COLUMNS) {
                throw new Invalid("columns must be ranges from a lower place to a higher one, of at most "
                        + MOST_COLUMNS + " columns together.");
            }
            for (int i = first; i <= last; i++) {
                columns.add(i);
            }
        }
        return columns;
    }

    /** {@code 3} or {@code 3:desc}. */
    static List<Order> orders(List<String> texts) {
        if (texts.size() > MOST_ORDERS) {
            throw new Invalid("Rows can be sorted by " + MOST_ORDERS + " columns.");
        }
        return texts.stream()
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    var order = ORDER.matcher(text);
                    if (!order.matches()) {
                        throw new Invalid("sort must be the place of a column, perhaps with :desc.");
                    }
                    return new Order(Integer.parseInt(order.group(1)), "desc".equals(order.group(2)));
                })
                .toList();
    }

    /** {@code 3:ge:10.5}, {@code 2:null}. */
    static List<Condition> conditions(List<String> texts) {
        if (texts.size() > MOST_CONDITIONS) {
            throw new Invalid("Up to " + MOST_CONDITIONS + " filters can hold at once.");
        }
        return texts.stream()
                .filter(text -> !text.isEmpty())
                .map(TableWishes::condition)
                .toList();
    }

    private static Condition condition(String text) {
        var parts = CONDITION.matcher(text);
        if (!parts.matches()) {
            throw new Invalid("filter must be PLACE:COMPARISON:VALUE.");
        }
        var comparison = comparison(parts.group(2));
        String value = Optional.ofNullable(parts.group(3)).orElse("");
        if (comparison.takesValue() != (parts.group(3) != null)) {
            throw new Invalid("filter: " + parts.group(2)
                    + (comparison.takesValue() ? " needs a value behind another colon." : " takes no value."));
        }
        if (value.length() > LONGEST_VALUE) {
            throw new Invalid("filter: the value is too long.");
        }
        return new Condition(Integer.parseInt(parts.group(1)), comparison, value);
    }

    private static Comparison comparison(String word) {
        for (var comparison : Comparison.values()) {
            if (comparison.name().toLowerCase(Locale.ROOT).equals(word)) {
                return comparison;
            }
        }
        throw new Invalid("filter: a comparison is one of eq, ne, lt, le, gt, ge, contains, null, notnull.");
    }

    /** Null for whatever it looks like. */
    static @Nullable Boolean header(@Nullable String text) {
        String word = Replies.word("header", text, "", "true", "false");
        return word.isEmpty() ? null : Boolean.valueOf(word);
    }

    /** The name of a sheet of a workbook; null for the first one. */
    static @Nullable String sheet(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
