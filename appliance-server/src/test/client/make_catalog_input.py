"""make_catalog_input.py TARGET: lays out what the browser tests of the web catalog look at, for `quilt build`.

TARGET gets one folder for each revision of alice/glaciers (1, 2, 3), one with a table of a million rows (measurements), and
small ones (weather, plain). Each has a build.yml.
"""
import io
import json
import os
import struct
import sys
import zipfile
import zlib

import numpy
import pandas
import pyarrow
import pyarrow.parquet
import yaml

target = sys.argv[1]


def write(folder, name, content):
    path = os.path.join(target, folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as out:
        out.write(content if isinstance(content, bytes) else content.encode("utf-8"))


def build(folder, contents):
    write(folder, "build.yml", yaml.safe_dump({"contents": contents}, sort_keys=True))


def picture(red, green, blue):
    """A PNG of 64 x 48 pixels in one colour."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((red, green, blue)) * 64 for _ in range(48))
    header = struct.pack(">IIBBBBB", 64, 48, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def document(text):
    """A PDF of one page with one line."""
    stream = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(made))


def workbook():
    """An Excel file with two sheets: heights with a day each, and a note."""
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def text(words):
        return f'<c t="inlineStr"><is><t>{words}</t></is></c>'

    heights = "<row>" + text("station") + text("height") + text("measured") + "</row>" + "".join(
        f'<row>{text(f"A{row:02d}")}<c><v>{2900.5 + row}</v></c><c s="1"><v>{45414 + row}</v></c></row>' for row in range(40))
    sheets = [("Heights", heights), ("Remarks", "<row>" + text("All measured by radar.") + "</row>")]
    parts = {
        "_rels/.rels": f'{relations}<Relationship Id="a" Type="{kinds}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{kinds}"><sheets>' + "".join(
            f'<sheet name="{name}" sheetId="{at}" r:id="r{at}"/>' for at, (name, _) in enumerate(sheets, 1)) + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations + f'<Relationship Id="s" Type="{kinds}/styles" Target="styles.xml"/>' + "".join(
            f'<Relationship Id="r{at}" Type="{kinds}/worksheet" Target="worksheets/sheet{at}.xml"/>' for at in (1, 2)) + "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
    }
    for at, (_, rows) in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{at}.xml"] = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, xml in parts.items():
            # The same bytes each time, so that nothing changes from one revision to the next.
            out.writestr(zipfile.ZipInfo(name), xml)
    return packed.getvalue()


def readme(revision):
    return f"""# Glaciers

Thickness surveys of alpine glaciers, revision {revision}.

## Stations

| Station | Height | Begun | Instrument | Keeper | Remarks of the last visit |
|---|---:|---|---|---|---|
| A17 | 2 910 m | 1990 | radar | ada | battery changed, antenna straightened, all well |
| B03 | 3 120 m | 1994 | drill | ben | - |

See [the notes](notes/field), [the map](pictures/map) and [a page elsewhere](https://example.org/glaciers).

![The map](pictures/map)

![A picture elsewhere](https://example.org/picture.png)

```python
from quilt.data.alice import glaciers
print(glaciers.surveys.thickness().describe(include="all", percentiles=[0.05, 0.25, 0.5, 0.75, 0.95]).transpose())
```

- [x] measured
- [ ] published

## Instruments

Radar and drill.

### Radar

Mounted on a sledge.
"""


def thickness(changed):
    lines = ["station,depth,measured,frozen,remark"]
    for row in range(400):
        depth = "" if row % 17 == 0 else f"{80 + row % 37 + row / 1000:.3f}"
        if changed and row == 5:
            depth = "999.000"
        remark = "" if row % 5 else f"visit {row}, clear sky"
        lines.append(f"{'ABC'[row % 3]}{row % 20:02d},{depth},{1990 + row % 30}-05-{1 + row % 28:02d},{row % 2 == 0},\"{remark}\"")
    return "\n".join(lines) + "\n"


notebook = {
    "nbformat": 4,
    "nbformat_minor": 5,
    "metadata": {"language_info": {"name": "python"}},
    "cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# Analysis\n", "Mean thickness by station."]},
        {"cell_type": "code", "metadata": {}, "execution_count": 1, "source": ["print(1 + 1)"],
         "outputs": [{"output_type": "stream", "name": "stdout", "text": ["2\n"]}]},
        {"cell_type": "code", "metadata": {}, "execution_count": 2, "source": ["show()"],
         "outputs": [{"output_type": "display_data", "metadata": {},
                      "data": {"text/html": ["<script>window.ran = 'notebook'</script>"], "text/plain": ["a figure"]}}]},
    ],
}


def glaciers(revision):
    folder = str(revision)
    write(folder, "README.md", readme(revision))
    write(folder, "thickness.csv", thickness(changed=revision > 1))
    write(folder, "field.txt", "".join(f"Day {day}: nothing to report.\n" for day in range(1, 40))
          + ("Day 40: snow.\n" if revision > 1 else ""))
    write(folder, "about.md", "# About\n\nWho measured, and *why*.\n" + ("\nIn which year.\n" if revision == 3 else ""))
    write(folder, "plot.py", "def plot(table):\n    \"\"\"Draws it.\"\"\"\n    return table.plot(kind='line')  # " + "long " * 60 + "\n")
    write(folder, "setup.json", json.dumps({"stations": ["A17", "B03"], "radar": {"mhz": 150, "gain": None}, "on": True}))
    write(folder, "analysis.ipynb", json.dumps(notebook))
    write(folder, "map.png", picture(30, 120, 160))
    write(folder, "sketch.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40" fill="teal"/></svg>')
    write(folder, "book.xlsx", workbook())
    write(folder, "raw.csv", "a;b\n1;x\n2;y\n")
    write(folder, "paper.pdf", document("Glaciers"))
    write(folder, "blob.bin", bytes(range(256)))
    write(folder, "empty.txt", "")
    write(folder, "broken.parquet", b"PAR1 this is none PAR1")
    write(folder, "broken.ipynb", "{ this is none")
    write(folder, "broken.json", "{ this is none")
    write(folder, "broken.png", b"this is none")
    write(folder, "events.jsonl", '{"a": 1, "b": "x"}\n{"a": 2, "c": [1, 2]}\n')
    write(folder, "meta.json", json.dumps({
        "unit": "m", "source": "field", "instruments": [{"name": "radar", "serial": "R-17"}, {"name": "drill", "serial": "D-4"}],
        "contact": {"name": "Ada", "mail": "ada@example.org"}, "remarks": ""}))

    def plain(name):
        return {"file": name, "transform": "id"}

    contents = {
        "README": {"file": "README.md"},
        "surveys": {"thickness": {"file": "thickness.csv", "meta": "meta.json"}, "raw": plain("raw.csv"), "events": plain("events.jsonl"),
                    "book": plain("book.xlsx")},
        "notes": {"field": plain("field.txt"), "about": plain("about.md"), "empty": plain("empty.txt")},
        "code": {"plot": plain("plot.py"), "setup": plain("setup.json"), "analysis": plain("analysis.ipynb")},
        "pictures": {"map": plain("map.png"), "sketch": plain("sketch.svg")},
        "papers": {"paper": plain("paper.pdf"), "blob": plain("blob.bin")},
        "broken": {"table": plain("broken.parquet"), "notebook": plain("broken.ipynb"), "tree": plain("broken.json"),
                   "picture": plain("broken.png")},
        "deep": {"er": {"than": {"deeper": {"still": plain("about.md")}}}},
    }
    if revision == 1:
        contents["notes"]["old"] = plain("blob.bin")
        contents["notes"]["gone"] = plain("meta.json")
    else:
        contents["notes"]["moved"] = plain("blob.bin")
        write(folder, "new.txt", "new\n")
        contents["notes"]["added"] = plain("new.txt")
    if revision == 3:
        write(folder, "map.png", picture(200, 120, 20))
    build(folder, contents)


for number in (1, 2, 3):
    glaciers(number)

write("weather", "README.md", "# Weather\n\nOpen to everybody.\n")
write("weather", "days.csv", "day,rain\n" + "".join(f"{day},{day % 7}\n" for day in range(365)))
build("weather", {"README": {"file": "README.md"}, "days": {"file": "days.csv"}})

write("plain", "note.txt", "no more than this\n")
build("plain", {"note": {"file": "note.txt", "transform": "id"}})

# A million rows of twenty columns. `number` is the row, from 0; `shuffled` has every number once in another order.
rows = 1_000_000
number = numpy.arange(rows)
columns = {"number": number, "shuffled": (number * 7919) % rows, "kind": numpy.array(["odd", "even", "third"])[number % 3]}
for column in range(17):
    columns[f"value{column:02d}"] = numpy.round(numpy.sin(number * (column + 1)), 4)
os.makedirs(os.path.join(target, "measurements"), exist_ok=True)
pyarrow.parquet.write_table(
    pyarrow.Table.from_pandas(pandas.DataFrame(columns), preserve_index=False),
    os.path.join(target, "measurements", "million.parquet"),
    row_group_size=rows)
build("measurements", {"million": {"file": "million.parquet"}})
