"""What other concepts show to those inside on the page of a shared reference: bringing it to a document, talking about it.

Each line names a function `(person, reference) -> ReferencePart | None` (tresse/resources/parts.py), asked in this order.
"""

REFERENCE_PARTS: tuple[str, ...] = ("tresse.documents.reference_parts.bring_to_a_document",)
