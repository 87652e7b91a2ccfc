"""The application: domain, ports, use cases, wiring and the command line."""
