"""How fast the product is, as ratios to floors that were measured in the same run (`make bench`).

A measure is a module of this package with `async def measure() -> list[Measure]`; it runs in a
process of its own, so that its memory is its own.
"""
