"""What the graph holds, to look at."""
