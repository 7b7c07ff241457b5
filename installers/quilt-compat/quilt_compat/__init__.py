"""Lets the quilt 2.9.15 client run on current Pythons, from outside, without changing a file of it.

Installed with pip, it works by itself. Where Python does not read .pth files (python -S, folders on PYTHONPATH, zip
applications, a notebook kernel that was running before), ``import quilt_compat`` before ``import quilt``.
"""
import sys

_late = "quilt" in sys.modules and "_quilt_compat_boot" not in sys.modules

import _quilt_compat_boot  # noqa: E402 (whether it is loaded already had to be asked first)

__version__ = _quilt_compat_boot.VERSION


def install():
    """Makes sure that the fixes are applied when quilt is imported. May be called any number of times."""
    _quilt_compat_boot.install()


install()
if _late:
    import warnings
    warnings.warn("quilt was imported before quilt_compat; restart Python (or the notebook kernel) and import "
                  "quilt_compat first", RuntimeWarning, stacklevel=2)
