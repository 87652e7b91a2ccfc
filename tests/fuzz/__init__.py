"""Bad input by machine: everything that is parsed from outside, fed with what nobody would send.

A file a kind of input, each with `one_input(data)`, which takes any bytes and raises for what is no
documented answer, and `seeds()`, the bytes to begin with. `make fuzz` feeds them by coverage,
`test_machine.py` with hypothesis and with all that was found so far (`findings/<kind>/`).
"""
