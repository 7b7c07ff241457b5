#!/usr/bin/env python3
"""Writes quilt_compat-VERSION-py2.py3-none-any.whl into a folder (default: target, beside this file) and prints its path.
With --name-in FILE, its name goes into that file, for whoever looks for it without knowing the version.

Needs nothing but Python. The same files always make the same bytes: names are sorted, times fixed. It is no setuptools
build because the wheel must hold quilt_compat.pth and quilt_compat.start in its root.
"""
import base64
import hashlib
import os
import re
import sys
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
SINGLE = ["_quilt_compat_boot.py", "quilt_compat.pth", "quilt_compat.start"]
PACKAGE = "quilt_compat"


def read(*path):
    with open(os.path.join(HERE, *path), "rb") as file:
        return file.read()


def version():
    boot = read("_quilt_compat_boot.py").decode("utf-8")
    return re.search(r'^VERSION = "([^"]+)"$', boot, re.MULTILINE).group(1)


def metadata():
    head = [
        "Metadata-Version: 2.1",
        "Name: quilt-compat",
        "Version: " + version(),
        "Summary: Lets the quilt 2.9.15 client run on current Pythons, unchanged",
        "License: Apache-2.0",
        "Requires-Python: >=2.7",
        # F16 and F17 are cured by a library, not by a patch.
        'Requires-Dist: openpyxl>=3.0; python_version >= "3.8"',
        'Requires-Dist: six>=1.16; python_version >= "3.8"',
        "Description-Content-Type: text/markdown",
        "",
        "",
    ]
    return "\n".join(head).encode("utf-8") + read("README.md")


def wheel():
    lines = ["Wheel-Version: 1.0", "Generator: build_wheel.py", "Root-Is-Purelib: true", "Tag: py2-none-any",
             "Tag: py3-none-any", ""]
    return "\n".join(lines).encode("utf-8")


def files():
    info = "quilt_compat-%s.dist-info/" % version()
    found = {name: read(name) for name in SINGLE}
    for name in os.listdir(os.path.join(HERE, PACKAGE)):
        if name.endswith(".py"):
            found[PACKAGE + "/" + name] = read(PACKAGE, name)
    found[info + "METADATA"] = metadata()
    found[info + "WHEEL"] = wheel()
    found[info + "LICENSE"] = read("LICENSE")
    found[info + "RECORD"] = record(found, info + "RECORD")
    return found


def record(found, itself):
    def digest(content):
        return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode("ascii")
    lines = ["%s,sha256=%s,%d" % (name, digest(found[name]), len(found[name])) for name in sorted(found)]
    return "\n".join(lines + [itself + ",,", ""]).encode("utf-8")


def build(folder):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, "quilt_compat-%s-py2.py3-none-any.whl" % version())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in sorted(files().items()):
            entry = zipfile.ZipInfo(name, date_time=(2026, 1, 1, 0, 0, 0))
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, content)
    return path


def main(folder=os.path.join(HERE, "target"), option=None, name_file=None):
    path = build(folder)
    if option is not None:
        if option != "--name-in" or name_file is None:
            sys.exit("Say: build_wheel.py [FOLDER [--name-in FILE]]")
        with open(name_file, "w") as file:
            file.write(os.path.basename(path) + "\n")
    print(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
