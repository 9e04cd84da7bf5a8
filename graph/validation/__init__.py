"""What can be wrong in an annotated document."""
