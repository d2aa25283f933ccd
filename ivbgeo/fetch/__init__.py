"""Outside services: what is asked of them, how what came is kept, and how it gets into the store.

``Client`` asks over HTTP, ``Kept`` keeps pieces on disk; each service has a module of its own.
"""
