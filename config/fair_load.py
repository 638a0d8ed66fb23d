"""How the load is shared, as the folders below the principles ask by name (principle 1).

`LOADS`: a community -> what each of its members carried lately, in alphabetical order.
`WHO_COULD_LEAD`: a community -> at most two members of two organisations who have not led lately.
"""

LOADS = "tresse.principles.engagement.loads"
WHO_COULD_LEAD = "tresse.principles.engagement.who_could_lead"
