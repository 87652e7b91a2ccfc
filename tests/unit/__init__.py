"""Domain and use cases, with fakes."""
