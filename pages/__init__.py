"""The network page: one offline HTML file with the quote behind every line."""
