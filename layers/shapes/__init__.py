"""What a planner looks at on a map: areas, what is seen, zones and places, over bare borders."""

from layers.shape_looks import ShapeKind, SpotKind
from layers.shapes.layer import Shape, ShapeLayer, Spot, shape_layer

__all__ = ["Shape", "ShapeKind", "ShapeLayer", "Spot", "SpotKind", "shape_layer"]
