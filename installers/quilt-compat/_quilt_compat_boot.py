"""Runs at each start of the interpreter (quilt_compat.pth, quilt_compat.start): puts one finder in place, nothing more.

It imports nothing but os and sys, and is valid down to Python 2.7, where it does nothing. The fixes themselves are in
the package quilt_compat, which is loaded only when quilt is first asked for.
"""
import os
import sys

VERSION = "0.1.0"

# The modules that have something to mend. For every other name the finder costs one set look-up.
MODULES = frozenset([
    "quilt",
    "quilt.imports",
    "quilt.tools.build",
    "quilt.tools.command",
    "quilt.tools.main",
    "quilt.tools.store",
    "quilt.tools.util",
    "pyarrow.parquet",
])

# What an installed finder is known by. Not its class: a virtual environment that also sees the packages of its base
# interpreter may hold a second copy of this module.
MARKER = "_quilt_compat_version"


def setting(name):
    """The value of an environment variable; empty if unset, or if Python was told to ignore the environment."""
    if sys.flags.ignore_environment:
        return ""
    return os.environ.get(name, "").strip()


def debug(message):
    """Says a line on standard error when QUILT_COMPAT_DEBUG is set."""
    if setting("QUILT_COMPAT_DEBUG") not in ("", "0"):
        sys.stderr.write("quilt-compat %s: %s\n" % (VERSION, message))


class Finder(object):
    """Finds nothing by itself: asks the other finders, and wraps the loader that they found."""

    _quilt_compat_version = VERSION

    def find_spec(self, fullname, path=None, target=None):
        if fullname not in MODULES:
            return None
        if fullname == "pyarrow.parquet" and "quilt" not in sys.modules:
            return None
        # All the others, not only the path finder: an editable install of quilt has a finder of its own.
        for finder in list(sys.meta_path):
            if getattr(finder, MARKER, None) is not None:
                continue
            find_spec = getattr(finder, "find_spec", None)
            spec = find_spec(fullname, path, target) if find_spec is not None else None
            if spec is not None:
                return wrapped(spec)
        return None


def wrapped(spec):
    """The same spec with a loader that mends; as it came if the fixes cannot be loaded (half an uninstall)."""
    try:
        from quilt_compat import _hooks
        return _hooks.wrap(spec)
    except Exception as error:
        debug("cannot load the fixes: %r" % (error,))
        return spec


def install():
    """Puts the finder at the head of sys.meta_path, once. Does nothing below Python 3.8 or with QUILT_COMPAT=0."""
    if sys.version_info < (3, 8) or setting("QUILT_COMPAT").lower() in ("0", "off"):
        return
    for finder in sys.meta_path:
        there = getattr(finder, MARKER, None)
        if there is not None:
            if there != VERSION:
                debug("version %s is already in place, staying out" % (there,))
            return
    sys.meta_path.insert(0, Finder())
    debug("in place")


install()
