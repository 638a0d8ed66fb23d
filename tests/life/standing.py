"""Who had which right at a moment, worked out from the rows alone: what docs/invariants.md says, and nothing of the code."""

from tests.life.rows import Row, Rows

STEERING = {"co_facilitation", "co_steering"}
REGISTER = STEERING | {"memory_keeping"}


def place(rows: Rows, person: int, community: int) -> Row | None:
    """Somebody's place in a community they have not left, the charter signed or not."""
    return next(iter(rows.of("memberships", person_id=person, community_id=community, left_at=None)), None)


def side(member: Row) -> tuple[str, int]:
    """« A person without organisation counts as one » (E3)."""
    return ("organisation", member.organisation_id) if member.organisation_id else ("person", member.person_id)


def sides(members: list[Row]) -> int:
    return len({side(member) for member in members})


def is_inside(rows: Rows, member: Row) -> bool:
    """« Nobody is inside without having signed the charter » (S7): a signature of it exists."""
    return member.left_at is None and bool(_signed_versions(rows, member))


def inside(rows: Rows, community: int) -> list[Row]:
    return [member for member in rows.of("memberships", community_id=community) if is_inside(rows, member)]


def is_present(rows: Rows, member: Row) -> bool:
    return is_inside(rows, member) and member.paused_at is None


def writes(rows: Rows, member: Row) -> bool:
    """Present, in a community not closed, and the charter in force signed, or still in the time there is to (S7).

    That this time is the one the charter gives, and given once, is said in `invariants/safety.py`.
    """
    if rows.communities[member.community_id].stage == "closed" or not is_present(rows, member):
        return False
    in_time = member.sign_again_by is not None and rows.now < member.sign_again_by
    return in_time or in_force(rows, member.community_id).id in _signed_versions(rows, member)


def in_force(rows: Rows, community: int) -> Row:
    """The charter a community lives by."""
    return rows.of("charters", community_id=community, superseded_at=None, is_draft=False)[0]


def decides(rows: Rows, member: Row) -> bool:
    """A full member who is there: past the trial, not pausing."""
    return is_present(rows, member) and not member.on_trial


def is_live(rows: Rows, mandate: Row) -> bool:
    """Begun, neither ended nor over, held by somebody who is there."""
    begun = mandate.starts_on <= rows.today <= mandate.ends_on and mandate.ended_on is None
    return begun and is_present(rows, rows.memberships[mandate.membership_id])


def held(rows: Rows, member: Row, functions: set[str] | None = None) -> list[Row]:
    """The live mandates of a member, of these functions if any are named."""
    return [
        mandate
        for mandate in rows.of("mandates", membership_id=member.id)
        if is_live(rows, mandate) and (functions is None or mandate.function in functions)
    ]


def facilitators(rows: Rows, community: int, strand: int | None = None, *, interim: bool = True) -> list[Row]:
    """Who co-facilitates the community, or this strand of it, by a live mandate; the interim counted or not."""
    return [
        member
        for member in rows.of("memberships", community_id=community)
        if any(
            (strand is None or mandate.strand_id in (None, strand)) and (interim or not mandate.is_interim)
            for mandate in held(rows, member, {"co_facilitation"})
        )
    ]


def takes_part(rows: Rows, person: int, community: int) -> bool:
    """« No power comes from anywhere but a live mandate or a membership » (E1): the membership."""
    member = place(rows, person, community)
    return member is not None and writes(rows, member)


def holds(rows: Rows, person: int, community: int, functions: set[str]) -> bool:
    """The mandate (E1)."""
    member = place(rows, person, community)
    return member is not None and writes(rows, member) and bool(held(rows, member, functions))


def steers(rows: Rows, person: int, community: int) -> bool:
    return holds(rows, person, community, STEERING)


def _signed_versions(rows: Rows, member: Row) -> set[int]:
    return {
        signature.charter_id
        for signature in rows.of("signatures", membership_id=member.id)
        if rows.charters[signature.charter_id].community_id == member.community_id
        and not rows.charters[signature.charter_id].is_draft
    }
