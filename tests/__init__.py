"""A package, so that one of this name that another distribution installs (pygeoapi) is not it.

The folders in it are none: ``tests/geo`` would hide the real ``geo``.
"""
