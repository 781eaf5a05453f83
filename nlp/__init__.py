"""Text to annotations."""
