"""Runs the fixes of a module around the running of that module."""
import sys

import _quilt_compat_boot as boot


class Fix(object):
    """One mend, known by its number (F1 to F18; see README.md)."""

    def __init__(self, number, module, before=None, after=None):
        """
        before -- called ahead of the module; returns None, or a function that undoes what it did
        after -- called with the module when it has run
        """
        self.number = number
        self.module = module
        self.before = before
        self.after = after


def switched_off():
    """The numbers in QUILT_COMPAT_SKIP (separated by commas or blanks)."""
    return set(boot.setting("QUILT_COMPAT_SKIP").upper().replace(",", " ").split())


def wrap(spec):
    """The spec, with fixes around its loader if the module has any."""
    from . import _fixes
    skip = switched_off()
    fixes = [fix for fix in _fixes.FIXES if fix.module == spec.name and fix.number not in skip]
    if fixes and hasattr(spec.loader, "exec_module"):
        spec.loader = Loader(spec.loader, fixes)
    return spec


def attempt(fix, action, *arguments):
    """Runs one half of a fix. A fix that fails must not stop the import: quilt's own error follows, and says more."""
    try:
        return action(*arguments)
    except Exception as error:
        boot.debug("%s failed: %r" % (fix.number, error))
        return None


class Loader(object):
    """The real loader with fixes around it. Only there while the module runs: afterwards the real one is put back."""

    def __init__(self, loader, fixes):
        self._loader = loader
        self._fixes = fixes

    def __getattr__(self, name):
        # get_data, get_source, is_package, get_code, resources: inspect, runpy and tracebacks ask for them.
        if name in ("_loader", "_fixes"):
            raise AttributeError(name)
        return getattr(self._loader, name)

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        undo = []
        for fix in self._fixes:
            if fix.before is not None:
                boot.debug("%s before %s" % (fix.number, module.__name__))
                undo.append((fix, attempt(fix, fix.before)))
        module.__spec__.loader = module.__loader__ = self._loader
        try:
            self._loader.exec_module(module)
        finally:
            for fix, back in reversed(undo):
                if back is not None:
                    attempt(fix, back)
        for fix in self._fixes:
            if fix.after is not None:
                boot.debug("%s after %s" % (fix.number, module.__name__))
                attempt(fix, fix.after, module)


def stand_in(name, module):
    """Puts a module under a name into sys.modules; returns a function that puts back what was there."""
    missing = object()
    was = sys.modules.get(name, missing)
    sys.modules[name] = module

    def back():
        if was is missing:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = was
    return back
