"""The shipped questions, a folder a group."""
