"""Revisions of the schema. A released one is never changed; `storage.migrate` runs them."""
