"""The store in a folder: its engine, who may use it, and what its files are known to be."""
