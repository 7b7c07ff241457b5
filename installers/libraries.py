#!/usr/bin/env python3
"""libraries.py SYSTEM TO JAR...: copies libraries without what is made for other systems.

SYSTEM is NAME-MACHINE: linux, macos or windows, and amd64 or arm64. Jars that have nothing to leave out are copied as they are; the
others keep order and times of their entries, so the same jars give the same bytes.
"""
import pathlib
import re
import shutil
import sys
import zipfile

# How the libraries call systems in the names of their entries; JNA, Snappy and DuckDB each in their own way.
JNA = {'linux-amd64': 'linux-x86-64', 'linux-arm64': 'linux-aarch64', 'macos-amd64': 'darwin-x86-64',
       'macos-arm64': 'darwin-aarch64', 'windows-amd64': 'win32-x86-64', 'windows-arm64': 'win32-aarch64'}
SNAPPY = {'linux-amd64': 'Linux/x86_64', 'linux-arm64': 'Linux/aarch64', 'macos-amd64': 'Mac/x86_64',
          'macos-arm64': 'Mac/aarch64', 'windows-amd64': 'Windows/x86_64', 'windows-arm64': 'Windows/aarch64'}


def rules(system):
    """What entries are native code, and which of them are for this system."""
    return (
        (re.compile(r'libduckdb_java\.so_.+'), f'libduckdb_java.so_{system.replace("-", "_")}'),
        (re.compile(r'com/sun/jna/[^/]+/(lib)?jnidispatch\..+|com/sun/jna/[^/]+/libjnidispatch\.a'), f'com/sun/jna/{JNA[system]}/'),
        (re.compile(r'org/xerial/snappy/native/[^/]+/.+'), f'org/xerial/snappy/native/{SNAPPY[system]}/'),
    )


def is_wanted(name, known):
    return all(name.startswith(ours) for kind, ours in known if kind.fullmatch(name))


def copy(jar, to, known):
    with zipfile.ZipFile(jar) as source:
        entries = source.infolist()
        wanted = [entry for entry in entries if is_wanted(entry.filename, known)]
        if len(wanted) == len(entries):
            shutil.copyfile(jar, to)
            return
        with zipfile.ZipFile(to, 'w') as made:
            for entry in wanted:
                kept = zipfile.ZipInfo(entry.filename, entry.date_time)
                kept.compress_type = zipfile.ZIP_DEFLATED
                kept.external_attr = entry.external_attr
                made.writestr(kept, source.read(entry))


def is_empty_shell(jar):
    """OpenJFX publishes each module twice: the program for one system, and an empty jar that only has its name."""
    with zipfile.ZipFile(jar) as source:
        return all(name.startswith('META-INF/') for name in source.namelist())


def main(system, to, jars):
    known = rules(system)
    folder = pathlib.Path(to)
    folder.mkdir(parents=True, exist_ok=True)
    for jar in map(pathlib.Path, jars):
        if not is_empty_shell(jar):
            copy(jar, folder / jar.name, known)


if __name__ == '__main__':
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
