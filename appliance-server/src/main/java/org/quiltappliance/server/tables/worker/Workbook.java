package org.quiltappliance.server.tables.worker;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quiltappliance.server.tables.worker.Reply.Reason;
import org.quiltappliance.server.tables.worker.WorkbookParts.Elements;
import org.quiltappliance.server.tables.worker.WorkbookParts.Relation;

/** What holds for all sheets of an Excel workbook: their names, which numbers are days, and the texts that cells share. */
final class Workbook {

    /** Bytes of each of the files about the workbook as a whole, unpacked. */
    private static final long MOST_ABOUT = 8L << 20;

    private static final long MOST_TEXTS = 64L << 20;

    /** What the shared texts may take of the worker's memory, in bytes. */
    private static final long MOST_TEXT_MEMORY = 26L << 20;

    /** About what an object of a text takes besides its characters. */
    private static final int EACH_TEXT = 56;

    private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final WorkbookParts parts;
    private final List<Sheet> sheets = new ArrayList<>();
    private final BitSet dateStyles = new BitSet();
    private final List<String> texts = new ArrayList<>();
    private boolean from1904;

    private Workbook(WorkbookParts parts) {
        this.parts = parts;
    }

    /** @param part the name of its file in the workbook */
    record Sheet(String name, String part, boolean hidden) {}

    /** @throws Refusal when it is none, or has no sheet with cells */
    static Workbook read(WorkbookParts parts) throws Refusal {
        var workbook = new Workbook(parts);
        String main = parts.relations("", MOST_ABOUT).stream()
                .filter(relation -> relation.kind().equals("officeDocument"))
                .map(Relation::target)
                .findFirst()
                .orElse("xl/workbook.xml");
        if (!parts.has(main)) {
            throw new Refusal(Reason.UNREADABLE, "This is no Excel workbook (.xlsx).");
        }
        var relations = parts.relations(main, MOST_ABOUT);
        workbook.readSheets(main, relations);
        if (workbook.sheets.isEmpty()) {
            throw new Refusal(Reason.UNREADABLE, "This workbook has no sheet with cells.");
        }
        for (Relation relation : relations) {
            if (relation.kind().equals("styles") && parts.has(relation.target())) {
                workbook.readStyles(relation.target());
            } else if (relation.kind().equals("sharedStrings") && parts.has(relation.target())) {
                workbook.readTexts(relation.target());
            }
        }
        return workbook;
    }

    private void readSheets(String main, List<Relation> relations) throws Refusal {
        var worksheets = new HashMap<String, String>();
        relations.stream()
                .filter(relation -> relation.kind().equals("worksheet"))
                .forEach(relation -> worksheets.put(relation.id(), relation.target()));
        parts.read(main, MOST_ABOUT, elements -> {
            while (elements.next()) {
                if (elements.begins("workbookPr")) {
                    from1904 = isTrue(elements.attribute("date1904"));
                } else if (elements.begins("sheet")) {
                    // Charts are sheets, too, and have no cells.
                    var part = worksheets.get(elements.attribute("id"));
                    if (part != null) {
                        sheets.add(new Sheet(
                                elements.attribute("name"),
                                part,
                                elements.attribute("state")
                                        .toLowerCase(Locale.ROOT)
                                        .endsWith("hidden")));
                    }
                }
            }
        });
    }

    private static boolean isTrue(String word) {
        return word.equals("1") || word.equals("true");
    }

    private void readStyles(String part) throws Refusal {
        Map<Integer, Boolean> own = new HashMap<>();
        var formats = new ArrayList<Integer>();
        parts.read(part, MOST_ABOUT, elements -> {
            while (elements.next()) {
                if (elements.begins("numFmt") && elements.isWithin("numFmts")) {
                    own.put(number(elements, "numFmtId"), NumberFormats.isDate(elements.attribute("formatCode")));
                } else if (elements.begins("xf") && elements.isWithin("cellXfs")) {
                    formats.add(number(elements, "numFmtId"));
                }
            }
        });
        for (int style = 0; style < formats.size(); style++) {
            int format = formats.get(style);
            dateStyles.set(style, own.getOrDefault(format, NumberFormats.isDate(format)));
        }
    }

    private static int number(Elements elements, String attribute) {
        String text = elements.attribute(attribute);
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }

    private void readTexts(String part) throws Refusal {
        parts.read(part, MOST_TEXTS, elements -> {
            long memory = 0;
            var text = new StringBuilder();
            while (elements.next()) {
                if (elements.begins("si")) {
                    text.setLength(0);
                } else if (isText(elements)) {
                    text.append(elements.text());
                    memory += 2L * elements.text().length();
                } else if (elements.ends("si")) {
                    texts.add(unescaped(text.toString()));
                    memory += EACH_TEXT;
                }
                if (memory > MOST_TEXT_MEMORY) {
                    throw new Refusal(
                            Reason.TOO_MUCH, "The texts of this workbook need more memory than there is for them.");
                }
            }
        });
    }

    /** A part of a text; how it is pronounced stands beside it in some languages, and is none. */
    static boolean isText(Elements elements) {
        return elements.isTextOf("t") && !elements.isWithin("rPh");
    }

    /** Characters that XML cannot hold are written with their number. */
    static String unescaped(String text) {
        if (!text.contains("_x")) {
            return text;
        }
        return ESCAPED.matcher(text).replaceAll(found -> {
            char character = (char) Integer.parseInt(found.group(1), 16);
            return character == 0 || Character.isSurrogate(character)
                    ? ""
                    : Matcher.quoteReplacement(String.valueOf(character));
        });
    }

    WorkbookParts parts() {
        return parts;
    }

    List<String> names() {
        return sheets.stream().map(Sheet::name).toList();
    }

    /** The one of that name, or the first that is not hidden. */
    Sheet sheet(@Nullable String name) throws Refusal {
        if (name == null) {
            return sheets.stream().filter(sheet -> !sheet.hidden()).findFirst().orElse(sheets.get(0));
        }
        return sheets.stream()
                .filter(sheet -> sheet.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Reason.WRONG,
                        "There is no sheet of that name; there are: "
                                + names().stream().limit(20).collect(Collectors.joining(", "))
                                + "."));
    }

    boolean isDateStyle(int style) {
        return dateStyles.get(style);
    }

    boolean from1904() {
        return from1904;
    }

    /** @throws Refusal when there are not so many */
    String text(int place) throws Refusal {
        if (place < 0 || place >= texts.size()) {
            throw new Refusal(Reason.UNREADABLE, "This workbook is not whole: a text of a cell is missing.");
        }
        return texts.get(place);
    }
}
