"""The fixes. Each looks for what is missing, never for a version number, and does nothing where nothing is missing.

Classes are mended in place. Functions are replaced before another module copies them, which is why each fix is bound to
the moment when one module of quilt has just run.
"""
import functools
import sys
import types

from . import _distributions
from ._hooks import Fix, stand_in

TESTED_QUILT = "2.9.15"


# --- Python's own library ---------------------------------------------------------------------------------------------

def _collections_iterable():
    """F1: quilt.tools.build takes Iterable from collections, where it was until Python 3.9."""
    import collections
    import collections.abc
    if hasattr(collections, "Iterable"):
        return None
    collections.Iterable = collections.abc.Iterable

    def back():
        del collections.Iterable
    return back


def _imp():
    """F2: quilt.imports uses imp.new_module; the module imp is gone from Python 3.12."""
    from importlib import util
    if util.find_spec("imp") is not None:
        return None
    module = types.ModuleType("imp", "Stand-in of quilt-compat while quilt.imports is being imported.")
    module.new_module = types.ModuleType
    return stand_in("imp", module)


def _find_spec(imports):
    """F3: `import quilt.data...` has a finder of the old kind, which Python 3.12 skips without a word."""
    from importlib.machinery import ModuleSpec
    finder = imports.ModuleFinder
    if hasattr(finder, "find_spec"):
        return

    def find_spec(self, fullname, path=None, target=None):
        loader = self.find_module(fullname, path)
        if loader is None:
            return None
        # A package node must not look like a package to Python, or `from quilt.data.user.package import table`
        # starts to look for a module of that name.
        return ModuleSpec(fullname, loader, is_package=isinstance(loader, imports.FakeLoader))
    finder.find_spec = find_spec


def _exec_module(imports):
    """F4: the loaders know only load_module, which is announced to go."""
    fake, package = imports.FakeLoader, imports.PackageLoader
    if not hasattr(fake, "exec_module"):
        def exec_module(self, module):
            module.__file__ = self._path
        fake.create_module = lambda self, spec: None
        fake.exec_module = exec_module
    if not hasattr(package, "exec_module"):
        package.create_module = lambda self, spec: imports._from_core_node(self._store, self._root)
        package.exec_module = lambda self, module: None


def _file_to_str(util):
    """F5: opens with mode 'rU', gone from Python 3.11. Mode 'r' has meant the same since Python 3.0."""
    def file_to_str(fname):
        with open(fname, "r") as fd:
            return fd.read()
    util.file_to_str = functools.wraps(util.file_to_str)(file_to_str)


def _glob_of_folders(build):
    """F18: a pattern that ends in ** finds folders only up to Python 3.12, files too from 3.13; quilt wants files.

    So that one build file means one package everywhere, it goes on finding none.
    """
    original = build._gen_glob_data

    @functools.wraps(original)
    def gen_glob_data(dir, pattern, child_table):
        if build.pathlib.PurePath(pattern).parts[-1:] == ("**",):
            print("Warning: {!r} matched no files.".format(pattern))
            return iter(())
        return original(dir, pattern, child_table)
    build._gen_glob_data = gen_glob_data


# --- setuptools -------------------------------------------------------------------------------------------------------

def _pkg_resources():
    """F6: pkg_resources is gone from newest setuptools, and warns or fails over other packages in those before."""
    return stand_in("pkg_resources", _distributions.as_module())


def _tested_version(command):
    """Not a fix: tells that these ones were made for another quilt."""
    if command.VERSION != TESTED_QUILT:
        import warnings
        warnings.warn("quilt-compat was made for quilt %s, this is %s" % (TESTED_QUILT, command.VERSION),
                      RuntimeWarning)


# --- pandas and numpy -------------------------------------------------------------------------------------------------

def _iteritems(build):
    """F7: DataFrame.iteritems is gone from pandas 2."""
    if not hasattr(build.pd.DataFrame, "iteritems"):
        build.pd.DataFrame.iteritems = build.pd.DataFrame.items


def _file_methods(util):
    """F8: the file with a progress bar lacks what newer readers (zipfile, text wrappers) ask of a file."""
    cls = util.FileWithReadProgress
    if not hasattr(cls, "seekable"):
        def seek(self, offset, whence=0):
            self._fd.seek(offset, whence)
            return self._fd.tell()
        cls.seek = seek
        cls.seekable = lambda self: True
    for name, value in [
            ("readable", lambda self: True),
            ("writable", lambda self: False),
            ("flush", lambda self: None),
            ("closed", property(lambda self: self._fd.closed)),
            ("mode", "rb")]:
        if not hasattr(cls, name):
            setattr(cls, name, value)


def _parameters(function):
    import inspect
    return inspect.signature(function).parameters


def _bad_bytes(build):
    """F9: the second, slower reading of a csv replaced bytes that are no UTF-8; pandas 1.3 made that an option."""
    if "encoding_errors" in _parameters(build.pd.read_csv):
        for parser in build.PANDAS_PARSERS.values():
            if "failover" in parser:
                parser["failover"].setdefault("encoding_errors", "replace")


class _Pandas(types.ModuleType):
    """pandas as quilt.tools.build sees it: the same, but for one default of read_csv."""

    def __init__(self, pandas):
        super(_Pandas, self).__init__(pandas.__name__, pandas.__doc__)
        self.__dict__["_pandas"] = pandas
        self.__dict__["read_csv"] = functools.wraps(pandas.read_csv)(functools.partial(_read_csv, pandas))

    def __getattr__(self, name):
        return getattr(self._pandas, name)

    def __dir__(self):
        return dir(self._pandas)


def _read_csv(pandas, source, **options):
    separator = options.get("sep", options.get("delimiter", ","))
    fast = (options.get("engine") in (None, "c")
            and isinstance(separator, str) and len(separator) == 1 and ord(separator) < 128
            and not options.get("skipfooter"))
    # The other engines refuse the option, and pandas refuses to fall back to them from the fast one with it.
    if fast:
        options.setdefault("float_precision", "legacy")
    return pandas.read_csv(source, **options)


def _floats(build):
    """F10: pandas 1.2 to 3.0 read floats with a default parser that may lose the last digit."""
    if _read_back(build.pd, "0.00948607446781324") != 0.00948607446781324:
        build.pd = _Pandas(build.pd)


def _read_back(pandas, number):
    import io
    return float(pandas.read_csv(io.StringIO("a\n" + number))["a"][0])


def _number_texts(command):
    """F12: export writes numbers as repr, which for numpy 2 reads 'np.float64(1.5)'."""
    import numpy
    if repr(numpy.float64(1.5)) == "1.5":
        return
    original = command.export

    @functools.wraps(original)
    def export(*args, **kwargs):
        with numpy.printoptions(legacy="1.25"):
            return original(*args, **kwargs)
    command.export = export


# --- pyarrow ----------------------------------------------------------------------------------------------------------

# Both on unless skipped. They mend two lines of one method.
_reading = {"alone": False, "unpartitioned": False}


def _read_parquet(store, hashes):
    """What PackageStore._read_parquet_arrow did with the pyarrow of its time."""
    import pyarrow
    from pyarrow.parquet import ParquetDataset

    def read(paths):
        if _reading["unpartitioned"]:
            try:
                return ParquetDataset(paths, partitioning=None).read()
            except TypeError:
                pass  # a pyarrow from before the option, which does not look at folder names of single files
        return ParquetDataset(paths).read()

    paths = [store.object_path(objhash) for objhash in hashes]
    if _reading["alone"] and len(paths) > 1:
        tables = [read([path]) for path in paths]
        for path, table in zip(paths[1:], tables[1:]):
            if not table.schema.equals(tables[0].schema, check_metadata=False):
                raise ValueError("Schema in %s was different.\n%s\n\nvs\n\n%s" % (
                    path, table.schema.remove_metadata(), tables[0].schema.remove_metadata()))
        table = pyarrow.concat_tables([tables[0]] + [
            table.replace_schema_metadata(tables[0].schema.metadata) for table in tables[1:]])
    else:
        table = read(paths)
    try:
        return table.to_pandas()
    except Exception:
        # Old files may carry pandas' own metadata in a form that cannot be read any more.
        metadata = dict(table.schema.metadata or {})
        if metadata.pop(b"pandas", None) is None:
            raise
        return table.replace_schema_metadata(metadata).to_pandas()


def _mended_reader(part):
    def after(store):
        _reading[part] = True
        store.PackageStore._read_parquet_arrow = _read_parquet
    return after


def _nthreads(parquet):
    """F15: tables with checks are read with nthreads=4, an argument that is gone."""
    cls = parquet.ParquetDataset
    original = cls.read
    if "nthreads" in _parameters(original):
        return

    @functools.wraps(original)
    def read(self, *args, **kwargs):
        kwargs.pop("nthreads", None)
        return original(self, *args, **kwargs)
    cls.read = read


def _nthreads_now(store):
    # Where pyarrow was imported before quilt; otherwise its turn comes when quilt imports it, late.
    if "pyarrow.parquet" in sys.modules:
        _nthreads(sys.modules["pyarrow.parquet"])


FIXES = [
    Fix("F1", "quilt.tools.build", before=_collections_iterable),
    Fix("F2", "quilt.imports", before=_imp),
    Fix("F3", "quilt.imports", after=_find_spec),
    Fix("F4", "quilt.imports", after=_exec_module),
    Fix("F5", "quilt.tools.util", after=_file_to_str),
    Fix("F6", "quilt", before=_pkg_resources),
    Fix("F6", "quilt.tools.command", before=_pkg_resources),
    Fix("F6", "quilt.tools.main", before=_pkg_resources),
    Fix("VERSION", "quilt.tools.command", after=_tested_version),
    Fix("F7", "quilt.tools.build", after=_iteritems),
    Fix("F8", "quilt.tools.util", after=_file_methods),
    Fix("F9", "quilt.tools.build", after=_bad_bytes),
    Fix("F10", "quilt.tools.build", after=_floats),
    Fix("F12", "quilt.tools.command", after=_number_texts),
    Fix("F13", "quilt.tools.store", after=_mended_reader("alone")),
    Fix("F14", "quilt.tools.store", after=_mended_reader("unpartitioned")),
    Fix("F15", "quilt.tools.store", after=_nthreads_now),
    Fix("F15", "pyarrow.parquet", after=_nthreads),
    Fix("F18", "quilt.tools.build", after=_glob_of_folders),
]
