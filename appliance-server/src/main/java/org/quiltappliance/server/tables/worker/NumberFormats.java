package org.quiltappliance.server.tables.worker;

import java.util.regex.Pattern;

/** Whether a number of a spreadsheet is meant as a day or a time: only its format says so (ECMA-376 18.8.30). */
final class NumberFormats {

    /** Texts in quotes, characters after a backslash or an underscore, and colours and languages in brackets. */
    private static final Pattern NOT_MEANT = Pattern.compile("\"[^\"]*\"?|[\\\\_*].|\\[(?![hms]+\\])[^\\]]*\\]?");

    /** Hours, minutes or seconds that go on beyond a day: a length of time, which stays a number. */
    private static final Pattern LENGTH = Pattern.compile("\\[[hms]+\\]", Pattern.CASE_INSENSITIVE);

    private static final Pattern DATE = Pattern.compile("[dmyhs]", Pattern.CASE_INSENSITIVE);

    private NumberFormats() {}

    /** Of the formats that every program has without writing them down. */
    static boolean isDate(int id) {
        return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id == 45 || id == 47 || id >= 50 && id <= 58;
    }

    /** Of a format that a workbook writes down. */
    static boolean isDate(String code) {
        // Behind the first semicolon stands how negative numbers look.
        String positive = NOT_MEANT.matcher(code).replaceAll("").split(";", 2)[0];
        return !LENGTH.matcher(positive).find()
                && !positive.equalsIgnoreCase("General")
                && DATE.matcher(positive).find();
    }
}
