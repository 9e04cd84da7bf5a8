"""What came of efforts."""
