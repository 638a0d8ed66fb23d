"""What a method says of itself, and how its time is shared out."""

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Step:
    """One step of a method, as a facilitator follows it."""

    name: Words
    minutes: int
    words: Words = ""  # what one may say to begin it
    questions: tuple[Words, ...] = ()
    groups: int = 0  # how many people work together in it; 0: all together


@dataclass(frozen=True)
class Method:
    key: str
    name: Words
    gesture: Words  # what one does, in one sentence
    minutes: int  # usual length
    people: tuple[int, int]  # fewest and most it works with
    steps: tuple[Step, ...] = ()
    roles: tuple[Words, ...] = ()  # who does what in it
    care: Words = ""  # what to look out for
    of_the_network: bool = False  # written by this network, not declared in the code

    @property
    def group_size(self) -> int:
        """How many people work together where it works in small groups; 0 if it never does."""
        return next((step.groups for step in self.steps if step.groups), 0)


def shared_out(usual: list[int], minutes: int) -> list[int]:
    """The usual minutes of each step, made longer or shorter in proportion so that together they last `minutes`.

    Whole minutes, at least one each as long as there are enough; what rounding leaves goes where it is missed most.
    """
    if not usual:
        return []
    total = sum(usual) or len(usual)
    exact = [minutes * (each or total / len(usual)) / total for each in usual]
    shares = [max(1, int(each)) for each in exact]
    while sum(shares) != minutes and (sum(shares) < minutes or max(shares) > 1):
        missing = [part - share for part, share in zip(exact, shares, strict=True)]
        if sum(shares) < minutes:
            shares[missing.index(max(missing))] += 1
        else:
            longest = [gap if share > 1 else float("inf") for gap, share in zip(missing, shares, strict=True)]
            shares[longest.index(min(longest))] -= 1
    return shares
