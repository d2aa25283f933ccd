"""What a camera sees: on a map (``drawn``), on paper (``paper``), on a command line (``cli``).

Paper takes long to load, so that each is imported by its own name.
"""
