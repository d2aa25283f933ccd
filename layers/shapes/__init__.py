"""What a planner looks at on a map: areas, what is seen, zones and places, over bare borders."""

from layers.shapes.layer import Shape, ShapeLayer, Spot, shape_layer
from layers.shapes.looks import ShapeKind, SpotKind

__all__ = ["Shape", "ShapeKind", "ShapeLayer", "Spot", "SpotKind", "shape_layer"]
