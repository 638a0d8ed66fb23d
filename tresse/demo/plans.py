"""What one may write in `example/`: one class for each thing, read by `story.py` and lived by the other files."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class NetworkPlan:
    name: str
    short_name: str
    tagline: str
    purpose: str
    charter: str
    contact_email: str
    website: str


@dataclass(frozen=True)
class StewardPlan:
    who: str
    since: int


@dataclass(frozen=True)
class ProgrammePlan:
    slug: str
    name: str
    description: str


@dataclass(frozen=True)
class OrganisationPlan:
    name: str
    city: str
    country: str
    description: str
    kind: str = "association"
    is_member: bool = True


@dataclass(frozen=True)
class PersonPlan:
    name: str
    about: str
    organisation: str = ""
    time_zone: str = "Europe/Paris"


@dataclass(frozen=True)
class Part:
    """Somebody of the cast, and what becoming them lets one see."""

    who: str
    sees: str


@dataclass(frozen=True)
class SettingPlan:
    """`network.yaml`: the network and everybody in it."""

    network: NetworkPlan
    stewards: list[StewardPlan]
    programmes: list[ProgrammePlan]
    themes: dict[str, str]
    organisations: dict[str, OrganisationPlan]
    people: dict[str, PersonPlan]
    cast: list[Part]


@dataclass(frozen=True)
class FoundingPlan:
    day: int
    by: list[str]


@dataclass(frozen=True)
class CharterPlan:
    mandate_months: int
    signed: int


@dataclass(frozen=True)
class StrandSketch:
    title: str
    objective: str


@dataclass(frozen=True)
class ArrivalPlan:
    who: str
    day: int
    invited_by: str
    unsigned: bool = False


@dataclass(frozen=True)
class InvitationPlan:
    name: str
    email: str
    day: int
    by: str
    word: str


@dataclass(frozen=True)
class MandatePlan:
    """`founding`: taken at the founding. Otherwise given `since` a day, by consent, for some months."""

    who: str
    function: str
    founding: bool = False
    strand: str = ""
    since: int = 0
    months: int = 0
    consent: str = ""
    waiting: bool = False
    ended: int | None = None
    handover: str = ""


@dataclass(frozen=True)
class DecisionPlan:
    day: int
    by: str
    title: str
    context: str
    outcome: str
    review_on: int | None = None
    audience: str = "community"


@dataclass(frozen=True)
class SealPlan:
    by: str
    day: int


@dataclass(frozen=True)
class QuestionPlan:
    by: str
    text: str
    answer: str
    answered_by: str


@dataclass(frozen=True)
class ObjectionPlan:
    """`kind` is `harm` or `limit`. `settled` is how its author says it stands no longer: lifted, integrated, withdrawn."""

    by: str
    kind: str
    text: str
    lifted_if: str = ""
    settled: str = ""
    word: str = ""


@dataclass(frozen=True)
class AmendmentPlan:
    by: str
    text: str
    because: str = ""


@dataclass(frozen=True)
class ProposalPlan:
    """Put forward on its `day`; questions two days later, reactions four, the round opens on the day `round`.

    `consents`: who says « no objection » two days into the round. Without `adopted`, it is still under way.
    """

    day: int
    by: str
    title: str
    text: str
    context: str = ""
    changes: str = ""
    audience: str = ""
    taken_up_by: str = ""
    questions: list[QuestionPlan] = field(default_factory=list)
    reactions: dict[str, str] = field(default_factory=dict)
    amendment: AmendmentPlan | None = None
    round: int | None = None
    objections: list[ObjectionPlan] = field(default_factory=list)
    consents: list[str] = field(default_factory=list)
    adopted: int | None = None
    outcome: str = ""
    review_on: int | None = None


@dataclass(frozen=True)
class PartPlan:
    """What somebody says of their part in a cycle, written `[answer, what I bring, what I look for, hours a month]`."""

    answer: str
    brings: str = ""
    looks_for: str = ""
    hours: int | None = None
    functions: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class MessagePlan:
    day: int
    by: str
    text: str


@dataclass(frozen=True)
class LaterPlan:
    day: int
    by: str
    until: int
    word: str


@dataclass(frozen=True)
class RefusalPlan:
    day: int
    by: str
    confirmed_by: str
    confirmed: int
    reason: str
    alternative: str


@dataclass(frozen=True)
class RequestPlan:
    """Somebody asks to come in: welcomed by `[who, day]`, put off, refused, or still waiting."""

    who: str
    day: int
    situation: str
    hope: str
    messages: list[MessagePlan] = field(default_factory=list)
    welcomed: SealPlan | None = None
    later: LaterPlan | None = None
    refused: RefusalPlan | None = None


@dataclass(frozen=True)
class GuestPlan:
    """Somebody without an account, asked a question, or invited to the session `session` of the cycle `cycle`."""

    name: str
    email: str
    day: int
    by: str
    word: str = ""
    question: str = ""
    answer: str = ""
    answered: int | None = None
    session: list[int] = field(default_factory=list)  # [cycle, session], both counted from 1


@dataclass(frozen=True)
class Moment:
    """An item of the agenda, written `[minutes, method, title, who leads]`."""

    minutes: int
    method: str
    title: str
    led_by: str = ""


@dataclass(frozen=True)
class SessionPlan:
    """`day` is a day and an hour: `-636 14:00`. `came` is a list, or a number under the Chatham House rule."""

    day: str
    title: str
    by: str
    agenda: list[Moment]
    intention: str = ""
    place: str = ""
    link: str = ""
    audience: str = "community"
    is_open: bool = False
    chatham_house: bool = False
    called: int | None = None
    came: list[str] | int | None = None
    minutes: str = ""
    minutes_audience: str = "community"
    answers: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Speaker:
    """Somebody quoted who has no account."""

    name: str
    email: str
    organisation: str = ""


@dataclass(frozen=True)
class RemarkPlan:
    by: str
    text: str
    answer: str = ""
    answered_by: str = ""


@dataclass(frozen=True)
class BlockPlan:
    """`session` counts the sessions of the cycle. `named` says how the speaker signs, unless still `waiting`.

    `day` and `answered` when they differ from the days of the document; `becomes` is the text after the rereading.
    """

    kind: str
    by: str
    session: int
    body: str
    becomes: str = ""
    title: str = ""
    speaker: str | Speaker = ""
    named: str = ""
    shown: str = ""
    waiting: bool = False
    day: int | None = None
    answered: int | None = None
    borrowed_from: str = ""
    borrowed_licence: str = ""
    link: str = ""
    remarks: list[RemarkPlan] = field(default_factory=list)


@dataclass(frozen=True)
class DraftPlan:
    by: str
    kind: str
    title: str
    body: str


@dataclass(frozen=True)
class RereadingPlan:
    by: str
    word: str
    day: int | None = None


@dataclass(frozen=True)
class PublishingPlan:
    by: str
    day: int
    confirmed_by: str
    confirmed: int


@dataclass(frozen=True)
class DocumentPlan:
    """The days: begun, blocks written, words authorised, given to reread, reread, published."""

    title: str
    summary: str
    licence: str
    begun: int
    by: str
    written: int
    blocks: list[BlockPlan]
    answered: int | None = None
    given: int | None = None
    reread: int | None = None
    original: SealPlan | None = None
    drafts: list[DraftPlan] = field(default_factory=list)
    rereadings: list[RereadingPlan] = field(default_factory=list)
    published: PublishingPlan | None = None


@dataclass(frozen=True)
class EndingPlan:
    how: str
    day: int
    by: str
    confirmed_by: str
    confirmed: int
    reason: str


@dataclass(frozen=True)
class CyclePlan:
    """Opened on the day it `opens`; or only `prepared`, to begin on the day it `starts`."""

    strand: str
    question: str
    document: str
    ends: int
    by: str
    sessions: list[SessionPlan]
    opens: int | None = None
    prepared: int | None = None
    starts: int | None = None
    phases: dict[str, int] = field(default_factory=dict)
    writing: DocumentPlan | None = None
    ending: EndingPlan | None = None
    parts: dict[str, PartPlan] = field(default_factory=dict)


@dataclass(frozen=True)
class ClosingPlan:
    day: int
    by: str
    confirmed_by: str
    confirmed: int
    word: str


@dataclass(frozen=True)
class PollPlan:
    """Looking for a date: `answers` are yes (o), if need be (s) or no (n) to the moments in their order."""

    day: int
    by: str
    title: str
    moments: list[str]
    closes: int
    intention: str = ""
    minutes: int = 120
    link: str = ""
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ReferencePlan:
    """Something worth reading, brought to the watch, with why; then what others note."""

    day: int
    by: str
    title: str
    kind: str
    authors: list[str]
    why: str
    year: str = ""
    within: str = ""
    publisher: str = ""
    link: str = ""
    language: str = "fr"
    abstract: str = ""
    tags: list[str] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    audience: str = "community"


@dataclass(frozen=True)
class TracePlan:
    """What one session left: words by the place of each moment; for each pledge in them, days until it is due; who kept theirs."""

    session: list[int]  # [cycle, session], both counted from 1
    day: int
    by: str
    moments: dict[int, str]
    due: list[int] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class QuestionsPlan:
    """Questions of one session, by the place of the moment that asks them; who answers the first one in their own time."""

    session: list[int]
    day: int
    by: str
    asked: dict[int, str]
    open_for: int = 3  # days after the session
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CommunityPlan:
    """One file for each community. Without a `charter`, it is still an idea."""

    name: str
    purpose: str
    practice: str
    founded: FoundingPlan
    strands: dict[str, StrandSketch]
    charter: CharterPlan | None = None
    programme: str = ""
    themes: list[str] = field(default_factory=list)
    people: list[ArrivalPlan] = field(default_factory=list)
    invitations: list[InvitationPlan] = field(default_factory=list)
    mandates: list[MandatePlan] = field(default_factory=list)
    requests: list[RequestPlan] = field(default_factory=list)
    guests: list[GuestPlan] = field(default_factory=list)
    decisions: list[DecisionPlan] = field(default_factory=list)
    proposals: list[ProposalPlan] = field(default_factory=list)
    cycles: list[CyclePlan] = field(default_factory=list)
    polls: list[PollPlan] = field(default_factory=list)
    references: list[ReferencePlan] = field(default_factory=list)
    traces: list[TracePlan] = field(default_factory=list)
    questions: list[QuestionsPlan] = field(default_factory=list)
    closed: ClosingPlan | None = None
