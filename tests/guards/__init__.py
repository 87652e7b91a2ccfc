"""What guards against each threat of docs/security.md, and the proof that a test would miss it."""
