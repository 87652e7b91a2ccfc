"""The inside: values and rules, standard library only."""
