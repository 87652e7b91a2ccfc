"""A file a scenario, each with `run`."""
