package org.quiltappliance.server.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An Excel workbook, written as Excel does: sheets by their XML, shared texts, and a style 1 for days. */
public final class WorkbookFile {

    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String RELATIONS =
            "<Relationships" + " xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";

    private final Map<String, Content> parts = new LinkedHashMap<>();
    private final StringBuilder sheets = new StringBuilder();
    private final StringBuilder relations = new StringBuilder();
    private String properties = "";
    private int number;

    /** @param texts that cells share, each as the XML of an {@code si} */
    public static WorkbookFile sharing(String... texts) {
        var file = new WorkbookFile();
        file.part(
                "xl/styles.xml",
                "<styleSheet xmlns=\"" + MAIN + "\"><numFmts count=\"1\"><numFmt numFmtId=\"164\""
                        + " formatCode=\"[$-409]d\\ mmm\\ yyyy;@\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                        + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"2\"/></cellXfs></styleSheet>");
        file.part(
                "xl/sharedStrings.xml",
                "<sst xmlns=\"" + MAIN + "\"><si>" + String.join("</si><si>", texts) + "</si></sst>");
        return file;
    }

    /** @param rows XML of {@code row} elements */
    public WorkbookFile sheet(String name, String rows) {
        return sheet(name, "", rows);
    }

    /** @param state an attribute */
    public WorkbookFile sheet(String name, String state, String rows) {
        number++;
        sheets.append(
                "<sheet name=\"" + name + "\" sheetId=\"" + number + "\" " + state + " r:id=\"rId" + number + "\"/>");
        relations.append("<Relationship Id=\"rId" + number + "\" Type=\"" + KINDS
                + "/worksheet\" Target=\"worksheets/sheet" + number + ".xml\"/>");
        return part(
                "xl/worksheets/sheet" + number + ".xml",
                "<worksheet xmlns=\"" + MAIN + "\"><sheetData>" + rows + "</sheetData></worksheet>");
    }

    /** Days are counted from 1904, as old programs did. */
    public WorkbookFile from1904() {
        properties = "<workbookPr date1904=\"1\"/>";
        return this;
    }

    /** Any other part, or one instead of what is written by itself. */
    public WorkbookFile part(String name, String xml) {
        return part(name, (XML + xml).getBytes(StandardCharsets.UTF_8));
    }

    public WorkbookFile part(String name, byte[] content) {
        parts.put(name, out -> out.write(content));
        return this;
    }

    /** A part that is never whole in memory. @param times how often what is repeated stands there */
    public WorkbookFile part(String name, String begin, String repeated, int times) {
        byte[] head = (XML + begin).getBytes(StandardCharsets.UTF_8);
        byte[] one = repeated.getBytes(StandardCharsets.UTF_8);
        parts.put(name, out -> {
            out.write(head);
            for (int i = 0; i < times; i++) {
                out.write(one);
            }
        });
        return this;
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    public byte[] bytes() {
        var all = new LinkedHashMap<String, Content>();
        add(
                all,
                "_rels/.rels",
                RELATIONS + "<Relationship Id=\"rId1\" Type=\"" + KINDS
                        + "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        add(
                all,
                "xl/workbook.xml",
                "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + KINDS + "\">" + properties + "<sheets>" + sheets
                        + "</sheets></workbook>");
        add(
                all,
                "xl/_rels/workbook.xml.rels",
                RELATIONS + relations + "<Relationship Id=\"s\" Type=\"" + KINDS
                        + "/styles\" Target=\"styles.xml\"/><Relationship Id=\"t\" Type=\"" + KINDS
                        + "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/></Relationships>");
        all.putAll(parts);
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : all.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                part.getValue().write(zip);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static void add(Map<String, Content> all, String name, String xml) {
        byte[] content = (XML + xml).getBytes(StandardCharsets.UTF_8);
        all.put(name, out -> out.write(content));
    }
}
