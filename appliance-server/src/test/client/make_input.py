"""make_input.py PACKAGE INPUT: lays out the data files of vega-datasets for `quilt build`.

INPUT gets the files and a build.yml of about a hundred nodes: tables from csv, tsv, xlsx and parquet, plain files
(JSON, pictures, an Arrow file), a README, and metadata on a few nodes.
"""
import json
import os
import re
import shutil
import sys

import pandas
import yaml

package, target = sys.argv[1:]
made = os.path.join(target, "made")
shutil.copytree(os.path.join(package, "data"), os.path.join(target, "data"))
shutil.copy(os.path.join(package, "README.md"), os.path.join(target, "README.md"))
os.makedirs(made)
# Ten megabytes that another file already covers.
os.remove(os.path.join(target, "data", "flights-200k.json"))


def node_name(file):
    name = re.sub(r"\W", "_", os.path.splitext(file)[0])
    return name if re.match("[A-Za-z]", name) else "n" + name


def records(file):
    """A table from a JSON file that is a list of flat records."""
    with open(os.path.join(target, "data", file), encoding="utf-8") as source:
        return pandas.DataFrame(json.load(source))


tables, files, pictures = {}, {}, {}
for file in sorted(os.listdir(os.path.join(target, "data"))):
    extension = os.path.splitext(file)[1]
    group = {".csv": tables, ".tsv": tables, ".parquet": tables, ".png": pictures}.get(extension, files)
    group[node_name(file)] = {"file": "data/" + file}

sheets = {}
for file in ["cars.json", "barley.json", "wheat.json"]:
    records(file).to_excel(os.path.join(made, file.replace(".json", ".xlsx")), index=False)
    sheets[node_name(file)] = {"file": "made/" + file.replace(".json", ".xlsx")}

columns = {}
for file in ["seattle-weather.csv", "penguins.json", "income.json"]:
    frame = records(file) if file.endswith(".json") else pandas.read_csv(os.path.join(target, "data", file))
    frame.to_parquet(os.path.join(made, node_name(file) + ".parquet"), index=False)
    columns[node_name(file)] = {"file": "made/" + node_name(file) + ".parquet"}

with open(os.path.join(made, "airports-meta.json"), "w", encoding="utf-8") as meta:
    json.dump({"source": "vega-datasets", "comment": "Flughäfen ✈", "rows": 3376, "checked": None}, meta)
tables["airports"]["meta"] = "made/airports-meta.json"
pictures["gimp"]["meta"] = "made/airports-meta.json"

contents = {
    "README": {"file": "README.md"},
    "tables": tables,
    "sheets": sheets,
    "columns": columns,
    "files": files,
    "pictures": pictures,
    "nothing": {},
}
with open(os.path.join(target, "build.yml"), "w", encoding="utf-8") as out:
    yaml.safe_dump({"contents": contents}, out, sort_keys=True)
