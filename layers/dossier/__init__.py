"""The dossier of a camera area: its map (``drawn``), as a file (``paper``), as a command (``cli``).

Paper takes long to load, so that each is imported by its own name.
"""
