"""Files of points of any size, read in pieces: what is too large for the store or the memory."""
