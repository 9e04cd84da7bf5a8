"""What followed what, and what was known when."""
