"""What ``make docs`` writes: files, and marked parts of files, that repeat what stands elsewhere in the project."""
