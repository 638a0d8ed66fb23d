"""Years of random life, judged after every step by what docs/invariants.md says must hold in every reachable state.

`machine.py` plays: one file of `parts/` per area says what people may try there. Whoever acts is drawn at random, so
that most of those who try have no right to; a refusal must come as a sentence and leave no trace. Nobody mocks anything:
the actions are those the pages call, and what the clock of the product does is done at each day that passes.

`rows.py` reads the tables as they are. `standing.py` says, from those rows alone, who had which right at that moment.
`invariants/` states E1–E5, O1–O6, S6 and S7 over them: nothing there asks the rules of the product.

`test_life.py` plays. `mutants.py` breaks the product's rules one by one, and `test_mutants.py` shows that each break is
found. docs/invariants.md has the table.
"""
