"""What the engine does beside its peers and beside the floor: ``python -m benchmarks``."""
