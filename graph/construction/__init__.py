"""From one checked document to all that it contributes to the graph."""
