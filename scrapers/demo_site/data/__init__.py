"""Articles of the demonstration site; data only."""
