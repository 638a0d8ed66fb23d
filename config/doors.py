"""The rule of openness that whoever lets somebody in asks by name, from the folders below the principles (O5).

It takes a community and answers with a `Ruling`: may one come in today?
"""

COMING_IN = "tresse.principles.openness.coming_in"
