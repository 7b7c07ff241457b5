#!/usr/bin/env python3
"""program.py JAR VERSION FOLDER: packs compiled classes, with that version written into them; same classes, same bytes.

Not compressed: archives are, and the program starts sooner.
"""
import pathlib
import sys
import zipfile

# The first moment that a zip file can name.
TIME = (1980, 1, 1, 0, 0, 0)
VERSION = 'org/quiltappliance/server/version.properties'


def main(jar, version, folder):
    top = pathlib.Path(folder)
    # Folders, too: migrations of tables are looked for by the names of theirs.
    entries = {path.relative_to(top).as_posix() + ('/' if path.is_dir() else ''): path for path in top.rglob('*')}
    with zipfile.ZipFile(jar, 'w') as made:
        for name, path in sorted(entries.items()):
            data = f'version={version}\n'.encode() if name == VERSION else b'' if path.is_dir() else path.read_bytes()
            made.writestr(zipfile.ZipInfo(name, TIME), data)


if __name__ == '__main__':
    main(*sys.argv[1:])
