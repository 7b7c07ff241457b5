package org.quiltappliance.server.tables.worker;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.tables.worker.Reply.Reason;
import org.quiltappliance.server.tables.worker.WorkbookParts.Elements;

/** The cells of one sheet, row by row: values as they were saved, never computed. Rows without a value are left out. */
final class SheetCells {

    /** More columns than programs can have. */
    private static final int MOST_COLUMNS = 16_384;

    /** Characters of a cell, as in Excel. */
    private static final int LONGEST = 32_767;

    /** Characters of a row. */
    private static final int LONGEST_ROW = 4 << 20;

    /** Bytes of a sheet that are read, unpacked; the rest is left out and said to be. */
    private static final long MOST_READ = 96L << 20;

    /** One row may still be read to its end. */
    private static final long MOST_AT_ALL = 128L << 20;

    private static final int MOST_CELLS = 500_000;

    /** The last day that Excel knows is in the year 9999. */
    private static final double LAST_DAY = 2_958_466;

    private static final int DAYS_TO_1904 = 1_462;
    private static final long MILLIS_OF_DAY = 86_400_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss[.SSS]", Locale.ROOT);
    private static final DateTimeFormatter WHOLE_TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    /** What a cell is. */
    enum Kind {
        WHOLE_NUMBER,
        NUMBER,
        BOOLEAN,
        DAY,
        MOMENT,
        TIME,
        TEXT
    }

    /** A cell that has a value. @param text as the engine reads values of its kind */
    record Cell(int column, Kind kind, String text) {}

    /** Takes rows that have a value. */
    interface Rows {
        void row(List<Cell> cells) throws Refusal;
    }

    /** How much was read. @param ofBytes the same when that is all */
    record Extent(long readBytes, long ofBytes) {}

    private final Workbook workbook;
    private final List<Cell> row = new ArrayList<>();
    private final StringBuilder value = new StringBuilder();
    private int rowChars;
    private int cells;
    private int column;
    private int style;
    private String type = "";

    private SheetCells(Workbook workbook) {
        this.workbook = workbook;
    }

    static Extent read(Workbook workbook, Workbook.Sheet sheet, Rows rows) throws Refusal {
        var extent = new Extent[1];
        workbook.parts().read(sheet.part(), MOST_AT_ALL, elements -> {
            extent[0] = new SheetCells(workbook).read(elements, rows);
        });
        return extent[0];
    }

    private Extent read(Elements elements, Rows rows) throws XMLStreamException, Refusal {
        while (elements.next()) {
            if (elements.begins("row")) {
                row.clear();
                rowChars = 0;
                column = -1;
            } else if (elements.begins("c")) {
                begin(elements);
            } else if (isValue(elements)) {
                value.append(elements.text());
                requireShort();
            } else if (elements.ends("c")) {
                end();
            } else if (elements.ends("row")) {
                if (!row.isEmpty()) {
                    rows.row(row);
                }
                if (cells >= MOST_CELLS || elements.bytes() > MOST_READ) {
                    return new Extent(Math.min(elements.bytes(), elements.ofBytes() - 1), elements.ofBytes());
                }
            } else if (elements.ends("sheetData")) {
                break;
            }
        }
        return new Extent(elements.ofBytes(), elements.ofBytes());
    }

    private boolean isValue(Elements elements) {
        return type.equals("inlineStr") ? Workbook.isText(elements) : elements.isTextOf("v");
    }

    private void begin(Elements elements) throws Refusal {
        value.setLength(0);
        type = elements.attribute("t");
        String number = elements.attribute("s");
        style = number.matches("\\d{1,6}") ? Integer.parseInt(number) : 0;
        String place = elements.attribute("r");
        int next = place.isEmpty() ? column + 1 : column(place);
        if (next <= column || next >= MOST_COLUMNS) {
            throw new Refusal(Reason.UNREADABLE, "This workbook is not whole: its cells are out of order.");
        }
        column = next;
    }

    /** {@code AB12} is in column 27. Nothing sensible is far beyond the last one. */
    static int column(String place) {
        int column = 0;
        for (int i = 0; i < place.length() && i < 4; i++) {
            char letter = place.charAt(i);
            if (letter < 'A' || letter > 'Z') {
                break;
            }
            column = column * 26 + letter - 'A' + 1;
        }
        return column - 1;
    }

    /** {@code AB} for 27. */
    static String letters(int column) {
        String rest = column >= 26 ? letters(column / 26 - 1) : "";
        return rest + (char) ('A' + column % 26);
    }

    private void requireShort() throws Refusal {
        if (value.length() > LONGEST || rowChars + value.length() > LONGEST_ROW) {
            throw new Refusal(Reason.TOO_MUCH, "This workbook has cells that are longer than any program makes them.");
        }
    }

    private void end() throws Refusal {
        var cell = cell(value.toString());
        if (cell == null) {
            return;
        }
        row.add(cell);
        cells++;
        rowChars += cell.text().length();
        if (rowChars > LONGEST_ROW) {
            throw new Refusal(Reason.TOO_MUCH, "This workbook has rows that are too long to be shown.");
        }
    }

    /** Null where there is nothing in it; formulas have the value that they had when the workbook was saved. */
    private @Nullable Cell cell(String text) throws Refusal {
        switch (type) {
            case "s":
                return text.isBlank() ? null : new Cell(column, Kind.TEXT, workbook.text(place(text)));
            case "str":
                return new Cell(column, Kind.TEXT, Workbook.unescaped(text));
            case "inlineStr":
                return new Cell(column, Kind.TEXT, Workbook.unescaped(text));
            case "b":
                return text.isBlank()
                        ? null
                        : new Cell(column, Kind.BOOLEAN, text.trim().equals("1") ? "true" : "false");
            case "e":
                return new Cell(column, Kind.TEXT, text);
            case "d":
                return text.isBlank() ? null : written(text.trim());
            default:
                return text.isBlank() ? null : number(text.trim());
        }
    }

    private static int place(String text) {
        return text.trim().matches("\\d{1,9}") ? Integer.parseInt(text.trim()) : -1;
    }

    /** A day in ISO form, which some programs write. */
    private Cell written(String text) {
        String blank = text.replace('T', ' ').replaceFirst("Z$", "");
        if (blank.matches("\\d{4}-\\d\\d-\\d\\d")) {
            return new Cell(column, Kind.DAY, blank);
        }
        return new Cell(
                column,
                blank.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,6})?") ? Kind.MOMENT : Kind.TEXT,
                blank);
    }

    private Cell number(String text) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException none) {
            return new Cell(column, Kind.TEXT, text);
        }
        if (!Double.isFinite(number)) {
            return new Cell(column, Kind.TEXT, text);
        }
        if (workbook.isDateStyle(style) && number >= 0 && number < LAST_DAY) {
            return moment(number);
        }
        if (text.matches("-?\\d{1,15}")) {
            return new Cell(column, Kind.WHOLE_NUMBER, text);
        }
        return new Cell(column, Kind.NUMBER, Double.toString(number));
    }

    private Cell moment(double serial) {
        long millis = Math.round(serial * MILLIS_OF_DAY);
        long days = millis / MILLIS_OF_DAY;
        var time = LocalTime.ofNanoOfDay(millis % MILLIS_OF_DAY * 1_000_000);
        String clock = (time.getNano() == 0 ? WHOLE_TIME : TIME).format(time);
        if (workbook.from1904()) {
            days += DAYS_TO_1904;
        } else if (days == 0) {
            return new Cell(column, Kind.TIME, clock);
        } else if (days < 60) {
            // Excel counts a 29 February 1900 that never was, and everything before it one day later.
            days++;
        }
        var day = LocalDate.of(1899, 12, 30).plusDays(days);
        return time.equals(LocalTime.MIDNIGHT)
                ? new Cell(column, Kind.DAY, day.toString())
                : new Cell(column, Kind.MOMENT, day + " " + clock);
    }
}
