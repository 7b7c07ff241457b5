"""Tests of quilt-compat. They run in an environment that holds quilt 2.9.15 and the wheel:

    python -m unittest discover -s tests

Each fix is shown twice where the libraries at hand lack what it mends: with it the client works, with that one fix
switched off the same code fails. Every case runs in a Python of its own, since imports happen once.
"""
import ast
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import textwrap
import unittest
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(HERE)

NAMES_ARE_GONE = sys.version_info >= (3, 10)  # collections.Iterable and its like
NEEDS_FIND_SPEC = sys.version_info >= (3, 12)


def version_of(distribution):
    from importlib import metadata
    return tuple(int(part) for part in metadata.version(distribution).split(".")[:2])


class Case(unittest.TestCase):

    def setUp(self):
        self.home = tempfile.mkdtemp(prefix="quilt-compat-")
        self.addCleanup(shutil.rmtree, self.home, ignore_errors=True)

    def run_python(self, code, skip="", flags=(), **variables):
        """Runs code in a new Python with an empty home; returns exit code, standard output, standard error."""
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith(("QUILT", "PYTHON", "XDG_"))}
        environment.update(HOME=self.home, NO_PROXY="localhost,127.0.0.1", PYTHONIOENCODING="utf-8",
                           QUILT_PKG_URL="http://localhost:1", QUILT_COMPAT_SKIP=skip)
        environment.update(variables)
        ended = subprocess.run([sys.executable, *flags, "-c", textwrap.dedent(code)], cwd=self.home, env=environment,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        return ended.returncode, ended.stdout.decode("utf-8"), ended.stderr.decode("utf-8")

    def output(self, code, **options):
        status, out, err = self.run_python(code, **options)
        self.assertEqual(status, 0, err)
        return out.strip()

    def error(self, code, **options):
        status, out, err = self.run_python(code, **options)
        self.assertNotEqual(status, 0, "expected a failure, got: " + out)
        return err

    def write(self, name, content):
        path = os.path.join(self.home, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path


class ImportTest(Case):

    def test_quilt_imports_and_tells_its_version(self):
        out = self.output("""
            import sys
            import quilt.tools.main as main
            print(main.get_full_version())
        """)
        self.assertEqual(out, "quilt 2.9.15 (quilt-2.9.15-py%d.%d)" % sys.version_info[:2])

    @unittest.skipUnless(NAMES_ARE_GONE, "quilt imports as it is")
    def test_without_the_package_quilt_fails_as_ever(self):
        self.assertRegex(self.error("import quilt", QUILT_COMPAT="0"), "ImportError|ModuleNotFoundError")

    @unittest.skipUnless(NAMES_ARE_GONE, "quilt imports as it is")
    def test_f1_off_quilt_does_not_import(self):
        self.assertIn("Iterable", self.error("import quilt", skip="F1"))

    @unittest.skipUnless(NEEDS_FIND_SPEC, "imp is still there")
    def test_f2_off_quilt_does_not_import(self):
        self.assertIn("imp", self.error("import quilt", skip="F2"))

    def test_f6_off_quilt_fails_where_pkg_resources_is_missing(self):
        code = """
            import sys
            class Hidden(object):
                def find_spec(self, name, path=None, target=None):
                    if name == "pkg_resources":
                        raise ModuleNotFoundError("No module named 'pkg_resources'")
            sys.meta_path.insert(1, Hidden())
            import quilt
        """
        self.assertIn("pkg_resources", self.error(code, skip="F6"))
        self.output(code)

    def test_stand_ins_are_gone_afterwards(self):
        out = self.output("""
            import collections, sys
            before = sys.modules.get("pkg_resources"), sys.modules.get("imp")
            had = hasattr(collections, "Iterable")
            import quilt, quilt.tools.main
            print(hasattr(collections, "Iterable") == had, before == (sys.modules.get("pkg_resources"), None),
                  getattr(sys.modules.get("imp"), "__doc__", None) or "")
        """)
        self.assertTrue(out.startswith("True True"), out)
        self.assertNotIn("Stand-in", out)

    def test_the_entry_point_of_the_command_is_known_to_quilt(self):
        # What quilt's Ctrl-C handling asks for.
        out = self.output("""
            from quilt_compat import _distributions as d
            first, second = (d.get_distribution("quilt").get_entry_map() for _ in range(2))
            first["console_scripts"]["-c"] = "blah"
            print(sorted(first["console_scripts"]), sorted(second["console_scripts"]))
            try:
                d.require("no-such-distribution")
            except d.DistributionNotFound as error:
                print(error)
        """)
        self.assertEqual(out.splitlines(), [
            "['-c', 'quilt'] ['quilt']", "The 'no-such-distribution' distribution was not found"])

    def test_source_and_loader_are_the_real_ones(self):
        out = self.output("""
            import inspect, importlib.machinery
            import quilt.tools.build as build
            print(type(build.__loader__).__name__, build.__spec__.loader is build.__loader__,
                  "def build_package(" in inspect.getsource(build))
        """)
        self.assertEqual(out, "SourceFileLoader True True")

    def test_import_from_another_thread(self):
        out = self.output("""
            import threading
            done = []
            def work():
                import quilt
                done.append(quilt.build.__name__)
            threads = [threading.Thread(target=work) for _ in range(4)]
            [thread.start() for thread in threads]
            [thread.join() for thread in threads]
            print(done)
        """)
        self.assertEqual(out, "['build', 'build', 'build', 'build']")

    def test_another_version_of_quilt_is_warned_about(self):
        err = self.run_python("""
            import quilt_compat._fixes as fixes
            fixes.TESTED_QUILT = "2.9.14"
            import quilt
        """)[2]
        self.assertIn("quilt-compat was made for quilt 2.9.14, this is 2.9.15", err)


class BootTest(Case):

    def test_start_adds_one_module_and_one_finder(self):
        out = self.output("""
            import sys
            added = sorted(name for name in sys.modules if "quilt" in name)
            print(added, [type(finder).__module__ for finder in sys.meta_path][0])
        """)
        self.assertEqual(out, "['_quilt_compat_boot'] _quilt_compat_boot")

    def test_boot_imports_nothing_but_os_and_sys(self):
        out = self.output("""
            import os, sys
            names = set(sys.modules)
            sys.path.insert(0, %r)
            import _quilt_compat_boot
            print(sorted(set(sys.modules) - names))
        """ % PROJECT, flags=["-S"])
        self.assertEqual(out, "['_quilt_compat_boot']")

    def test_a_second_copy_of_another_version_stays_out(self):
        out = self.output("""
            import sys
            sys.modules.pop("_quilt_compat_boot")
            sys.meta_path[0]._quilt_compat_version
            type(sys.meta_path[0])._quilt_compat_version = "0.0.1"
            import _quilt_compat_boot
            print(len([f for f in sys.meta_path if hasattr(f, "_quilt_compat_version")]))
        """, QUILT_COMPAT_DEBUG="1")
        self.assertEqual(out, "1")

    def test_install_may_be_called_again(self):
        out = self.output("""
            import sys, quilt_compat
            quilt_compat.install(); quilt_compat.install()
            print(len([f for f in sys.meta_path if hasattr(f, "_quilt_compat_version")]))
        """)
        self.assertEqual(out, "1")

    def test_switched_off_nothing_is_in_place(self):
        for value in ["0", "off", "OFF"]:
            out = self.output("""
                import sys, quilt_compat
                print(len([f for f in sys.meta_path if hasattr(f, "_quilt_compat_version")]))
            """, QUILT_COMPAT=value)
            self.assertEqual(out, "0")

    def test_isolated_python_reads_no_variables(self):
        out = self.output("""
            import sys
            print(len([f for f in sys.meta_path if hasattr(f, "_quilt_compat_version")]))
        """, flags=["-I"], QUILT_COMPAT="0")
        self.assertEqual(out, "1")

    def test_explicit_import_works_without_site(self):
        out = self.output("""
            import sys
            sys.path[:0] = %r
            import quilt_compat, quilt
            print(quilt.push.__name__)
        """ % [path for path in sys.path if path.endswith("site-packages")], flags=["-S"])
        self.assertEqual(out, "push")

    def test_too_late_is_said(self):
        err = self.run_python("""
            import sys, types
            sys.modules["quilt"] = types.ModuleType("quilt")
            sys.path[:0] = %r
            import quilt_compat
        """ % [path for path in sys.path if path.endswith("site-packages")], flags=["-S"])[2]
        self.assertIn("restart Python", err)

    def test_debug_names_each_fix(self):
        err = self.run_python("import quilt", QUILT_COMPAT_DEBUG="1")[2]
        for number in ["F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F10", "F12", "F13", "F14", "F15", "F18"]:
            self.assertRegex(err, r"quilt-compat \S+: %s (before|after) quilt" % number)

    def test_without_quilt_nothing_happens(self):
        self.assertIn("No module named 'quilt'", self.error("""
            import sys
            sys.path[:] = [p for p in sys.path if not p.endswith("site-packages")]
            import quilt
        """))

    def test_a_fix_that_fails_does_not_stop_the_import(self):
        status, out, err = self.run_python("""
            import quilt_compat._fixes as fixes
            def broken(module):
                raise KeyError("broken")
            fixes.FIXES[:] = [fixes.Fix(f.number, f.module, f.before, broken if f.number == "F5" else f.after)
                              for f in fixes.FIXES]
            import quilt
            print("imported")
        """, QUILT_COMPAT_DEBUG="1")
        self.assertEqual((status, out.strip()), (0, "imported"), err)
        self.assertIn("F5 failed: KeyError('broken')", err)

    def test_boot_and_package_start_are_valid_on_old_pythons(self):
        # No interpreter of that age need be at hand: none of the forms that came later may be in it.
        later = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.AsyncFunctionDef)
        for name in ["_quilt_compat_boot.py", "quilt_compat/__init__.py"]:
            with open(os.path.join(PROJECT, *name.split("/"))) as file:
                tree = ast.parse(file.read())
            for node in ast.walk(tree):
                self.assertNotIsInstance(node, later)
                if isinstance(node, ast.arguments):
                    self.assertEqual(node.kwonlyargs + node.posonlyargs, [])
                if isinstance(node, ast.arg):
                    self.assertIsNone(node.annotation)


class BuildTest(Case):

    BUILD = """
        import sys, quilt
        from quilt.tools import command
        quilt.build("u/p", "build.yml")
        from quilt.data.u import p
    """

    def build(self, code, contents, skip=""):
        self.write("build.yml", contents)
        return self.run_python(textwrap.dedent(self.BUILD) + textwrap.dedent(code), skip=skip)

    def built(self, code, contents, skip=""):
        status, out, err = self.build(code, contents, skip)
        self.assertEqual(status, 0, out + err)
        return out.strip().splitlines()[-1]

    def unbuilt(self, code, contents, skip):
        status, out, err = self.build(code, contents, skip)
        self.assertNotEqual(status, 0, out)
        return err

    @unittest.skipUnless(NEEDS_FIND_SPEC, "finders of the old kind still work")
    def test_f3_off_packages_cannot_be_imported(self):
        self.write("a.txt", "a")
        contents = "contents: {a: {file: a.txt}}"
        self.assertIn("quilt.data.u", self.unbuilt("print(p.a())", contents, skip="F3"))

    def test_package_node_survives_the_import(self):
        self.write("a.txt", "a")
        line = self.built("""
            from quilt.data.u.p import a
            import quilt.data.u as user
            print(type(p).__name__, sorted(p._keys()), user.__path__, open(a()).read())
        """, "contents: {a: {file: a.txt}}")
        self.assertEqual(line, "GroupNode ['a'] [] a")

    def test_f4_no_import_warning_from_the_loaders(self):
        self.write("a.txt", "a")
        self.write("build.yml", "contents: {a: {file: a.txt}}")
        status, out, err = self.run_python(self.BUILD, flags=["-W", "error::ImportWarning"])
        self.assertEqual(status, 0, err)
        status, out, err = self.run_python("""
            import quilt.imports as i
            print(hasattr(i.PackageLoader, "exec_module"), hasattr(i.FakeLoader, "exec_module"))
        """, skip="F4")
        self.assertEqual(out.strip(), "False False")

    def test_f5_reads_any_line_ending(self):
        self.write("lines.txt", b"a\r\nb\r")
        code = "from quilt.tools.util import file_to_str; print(repr(file_to_str('lines.txt')))"
        self.assertEqual(self.output(code), repr("a\nb\n"))
        if sys.version_info >= (3, 11):
            self.assertIn("invalid mode", self.error(code, skip="F5"))

    def test_f7_csv_becomes_a_table(self):
        self.write("t.csv", "a,b\n1,x\n2,y\n")
        contents = "contents: {t: {file: t.csv}}"
        self.assertEqual(self.built("print(p.t().to_dict('list'))", contents), "{'a': [1, 2], 'b': ['x', 'y']}")
        if version_of("pandas") >= (2, 0):
            shutil.rmtree(os.path.join(self.home, ".local"))
            self.assertIn("iteritems", self.unbuilt("", contents, skip="F7"))

    def test_f8_xlsx_becomes_a_table(self):
        self.output("import pandas; pandas.DataFrame({'a': [1, 2], 'b': ['x', 'y']}).to_excel('t.xlsx', index=False)")
        contents = "contents: {t: {file: t.xlsx}}"
        self.assertEqual(self.built("print(p.t().to_dict('list'))", contents), "{'a': [1, 2], 'b': ['x', 'y']}")
        shutil.rmtree(os.path.join(self.home, ".local"))
        self.assertIn("seekable", self.unbuilt("", contents, skip="F8"))

    def test_f9_bad_bytes_are_replaced(self):
        self.write("t.csv", b"a,b\n1,caf\xe9\n")
        contents = "contents: {t: {file: t.csv}}"
        self.assertEqual(self.built("print(ascii(p.t()['b'][0]))", contents), ascii(u"caf\ufffd"))
        shutil.rmtree(os.path.join(self.home, ".local"))
        status, out, err = self.build("", contents, skip="F9")
        self.assertEqual(status, 1)
        self.assertIn("invalid continuation byte", err)

    def test_f10_floats_keep_their_last_digit(self):
        self.write("t.csv", "a\n0.00948607446781324\n")
        contents = "contents: {t: {file: t.csv}}"
        self.assertEqual(self.built("print(repr(float(p.t()['a'][0])))", contents), "0.00948607446781324")
        if (1, 2) <= version_of("pandas") < (3, 1):
            shutil.rmtree(os.path.join(self.home, ".local"))
            self.assertEqual(
                self.built("print(repr(float(p.t()['a'][0])))", contents, skip="F10"), "0.0094860744678132")

    def test_f10_does_not_touch_a_pandas_that_reads_exactly(self):
        out = self.output("""
            import pandas, quilt.tools.build as build
            print(build.pd is pandas)
        """)
        self.assertEqual(out, str(version_of("pandas") >= (3, 1)))

    def test_f10_stays_out_of_the_way_of_other_engines(self):
        self.write("t.csv", "a::b\n1.5::x\n")
        for options in ["{sep: '::'}", "{sep: '::', engine: python}", "{delimiter: '::', skipfooter: 0}"]:
            contents = "contents: {t: {file: t.csv, kwargs: %s}}" % options
            self.assertEqual(self.built("print(p.t().to_dict('list'))", contents), "{'a': [1.5], 'b': ['x']}")

    def test_f10_pandas_in_checks_is_pandas(self):
        self.write("t.csv", "a\n1.5\n")
        contents = ("checks: {one: \"isinstance(qc.data, pd.DataFrame) and pd.isnull(qc.data.a).sum() == 0\"}\n"
                    "contents: {t: {file: t.csv, checks: one}}")
        self.assertEqual(self.built("print(len(p.t()))", contents), "1")

    def test_f12_export_writes_plain_numbers(self):
        self.write("t.csv", "a\n1.5\n0.1\n")
        contents = "contents: {t: {file: t.csv}}"
        export = "quilt.export('u/p', 'out'); print(repr(open('out/t.csv').read()))"
        self.assertEqual(self.built(export, contents), repr("a\n1.5\n0.1\n"))
        if version_of("numpy") >= (2, 0):
            shutil.rmtree(os.path.join(self.home, ".local"))
            shutil.rmtree(os.path.join(self.home, "out"))
            status, out, err = self.build(export, contents, skip="F12")
            self.assertTrue(status != 0 or "np.float64" in out, out)

    def test_f13_tables_of_different_columns_are_not_mixed(self):
        self.write("a.csv", "x,y\n1,2\n")
        self.write("b.csv", "x,z\n3,4\n")
        contents = "contents: {a: {file: a.csv}, b: {file: b.csv}}"
        self.assertIn("Schema in", self.unbuilt("p()", contents, skip=""))
        shutil.rmtree(os.path.join(self.home, ".local"))
        self.assertEqual(self.built("print(sorted(p()))", contents, skip="F13"), "['x', 'y']")

    def test_f13_tables_of_equal_columns_are_joined(self):
        self.write("a.csv", "x,y\n1,s\n")
        self.write("b.csv", "x,y\n3,t\n5,u\n")
        contents = "contents: {a: {file: a.csv}, b: {file: b.csv}}"
        self.assertEqual(self.built("print(p().to_dict('list'))", contents), "{'x': [1, 3, 5], 'y': ['s', 't', 'u']}")

    def test_f14_folder_names_do_not_become_columns(self):
        self.write("t.csv", "a\n1\n")
        self.write("build.yml", "contents: {t: {file: t.csv}}")
        store = os.path.join(self.home, "k=v", "quilt_packages")
        code = textwrap.dedent(self.BUILD) + "\nprint(list(p.t().columns))"
        self.assertEqual(
            self.output(code, QUILT_PRIMARY_PACKAGE_DIR=store).splitlines()[-1], "['a']")
        self.assertEqual(
            self.output(code, QUILT_PRIMARY_PACKAGE_DIR=store, skip="F14").splitlines()[-1], "['a', 'k']")

    def test_f15_parquet_files_are_checked(self):
        for early in ["", "import pyarrow.parquet\n"]:
            self.output("import pandas; pandas.DataFrame({'a': [1, 2]}).to_parquet('t.parquet')")
            self.write("build.yml", "checks: {two: 'len(qc.data) == 2'}\n"
                                    "contents: {t: {file: t.parquet, checks: two}}")
            code = early + textwrap.dedent(self.BUILD) + "\nprint(len(p.t()))"
            self.assertEqual(self.output(code).splitlines()[-1], "2")
            shutil.rmtree(os.path.join(self.home, ".local"))
            self.assertIn("nthreads", self.error(code, skip="F15"))

    def test_f18_two_stars_at_the_end_find_no_files(self):
        self.write("src/deep/a.txt", "a")
        self.write("b.txt", "b")
        contents = "contents: {b: {file: b.txt}, g: {'src/**': {}, 'src/*/*.txt': {}}}"
        self.assertEqual(self.built("print(sorted(p.g._keys()))", contents), "['a']")
        status, out, err = self.build("", "contents: {g: {'src/**': {}}}")
        self.assertIn("Warning: 'src/**' matched no files.", out)


class WheelTest(unittest.TestCase):

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="quilt-compat-wheel-")
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def wheel(self, name):
        path = subprocess.run([sys.executable, os.path.join(PROJECT, "build_wheel.py"),
                               os.path.join(self.folder, name)], stdout=subprocess.PIPE, check=True)
        return path.stdout.decode().strip()

    def test_same_files_make_the_same_bytes(self):
        def digest(path):
            with open(path, "rb") as file:
                return hashlib.sha256(file.read()).hexdigest()
        self.assertEqual(digest(self.wheel("one")), digest(self.wheel("two")))

    def test_everything_is_in_its_place(self):
        with zipfile.ZipFile(self.wheel("one")) as archive:
            names = archive.namelist()
            info = [name.split("/")[0] for name in names if name.endswith("/METADATA")][0]
            record = archive.read(info + "/RECORD").decode()
            metadata = archive.read(info + "/METADATA").decode()
            start = archive.read("quilt_compat.start").decode()
        self.assertEqual(names, sorted(names))
        self.assertEqual(set(names), {line.split(",")[0] for line in record.splitlines()})
        for name in ["_quilt_compat_boot.py", "quilt_compat.pth", "quilt_compat.start", "quilt_compat/__init__.py",
                     info + "/LICENSE", info + "/WHEEL"]:
            self.assertIn(name, names)
        self.assertIn('Requires-Dist: openpyxl>=3.0; python_version >= "3.8"', metadata)
        self.assertNotIn("Requires-Dist: quilt", metadata)
        self.assertEqual(start, "_quilt_compat_boot:install\n")


if __name__ == "__main__":
    unittest.main()
