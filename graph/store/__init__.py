"""The store over the Bolt protocol: its connection, its schema, what is written, removed and read."""
