"""Who says what, and who says otherwise."""
