"""The little of pkg_resources that quilt uses, over importlib.metadata (F6).

quilt asks for its own version, name and scripts. The real pkg_resources is gone from newest setuptools, warns in those
before, and checks the versions of all dependencies on the way.
"""
import sys
import types
from importlib import metadata


class DistributionNotFound(Exception):
    """No installed distribution has that name."""


class EntryPoint(object):
    def __init__(self, found):
        self.name = found.name
        self.value = found.value

    def __repr__(self):
        return "EntryPoint(%s = %s)" % (self.name, self.value)


class Distribution(object):
    def __init__(self, found):
        self._found = found
        self.project_name = found.metadata["Name"]
        self.version = found.version

    def egg_name(self):
        return "%s-%s-py%d.%d" % (
            self.project_name.replace("-", "_"), self.version.replace("-", "_"), sys.version_info[0],
            sys.version_info[1])

    def get_entry_map(self, group=None):
        """Group to name to entry point; dictionaries of the caller's own, since quilt writes into them."""
        groups = {}
        for found in self._found.entry_points:
            groups.setdefault(found.group, {})[found.name] = EntryPoint(found)
        return groups if group is None else groups.get(group, {})


def get_distribution(name):
    try:
        return Distribution(metadata.distribution(name))
    except metadata.PackageNotFoundError:
        raise DistributionNotFound("The '%s' distribution was not found" % (name,))


def require(*names):
    """The named distributions themselves. Unlike the real one, without a look at what they depend on."""
    return [get_distribution(name) for name in names]


def as_module():
    module = types.ModuleType("pkg_resources", "Stand-in of quilt-compat while quilt is being imported.")
    module.DistributionNotFound = DistributionNotFound
    module.get_distribution = get_distribution
    module.require = require
    return module
