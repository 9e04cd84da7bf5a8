"""What all questions share: whom they ask about, what fits, filters and rows."""
