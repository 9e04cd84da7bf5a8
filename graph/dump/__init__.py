"""The whole record as one file, and back."""
