"""Geometry alone: coordinate systems, divisions, locating points, crosswalks; knows nothing of safety."""
