"""Campaigns: what the store survives, tried again and again; ``python -m tests.campaigns --help`` lists them."""
