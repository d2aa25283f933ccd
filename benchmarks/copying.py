"""Reading and writing a file of Parquet with pyarrow alone: what the same rows take at least.

``python -m benchmarks.copying IN OUT``
"""

from __future__ import annotations

import sys

import pyarrow.parquet as pq

if __name__ == "__main__":
    pq.write_table(pq.read_table(sys.argv[1]), sys.argv[2])
