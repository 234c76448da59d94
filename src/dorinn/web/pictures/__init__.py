"""Pictures of a municipality, drawn from the corpus: each module holds one picture's facts and its geometry.

Lengths are in units of the picture's view box, which the templates show at one CSS pixel or less per unit.
"""
