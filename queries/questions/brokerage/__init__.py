"""Who stands between whom, and who could."""
