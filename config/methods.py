"""The methods a network writes of its own, as `meetings.methods` asks for them by name.

`OF_THE_NETWORK`: keys -> these methods, retired or not, by key; None -> all that may be chosen now.
"""

OF_THE_NETWORK = "tresse.facilitation.queries.methods_of_the_network"
