"""Take in mail alone: SMTP, LMTP, IMAP. `tresse serve` already does.

With --unread, lists the letters that could not be read, without a word of what they say; --keep DIR writes them there.
"""

import argparse
from pathlib import Path

from tresse.commands import Refused
from tresse.commands.ground import require_current_database, settle


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unread", action="store_true", help="list the letters that could not be read")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="write those letters into this folder, as .eml")


def run(options: argparse.Namespace) -> None:
    settle()
    require_current_database()
    if options.unread or options.keep:
        _tell_unread(options.keep)
        return
    from tresse.letterbox import certificate, receiver  # app ready

    if not receiver.has_something_to_do():
        raise Refused("no mail comes in here: set TRESSE_MAIL_IN, and TRESSE_LMTP, TRESSE_SMTP or TRESSE_IMAP_URL.")
    print(f"Mail comes in by {receiver.ways()}; Ctrl-C stops it.", *certificate.complaints(), sep="\n", flush=True)
    receiver.run()
    print("No mail comes in any more.")


def _tell_unread(folder: Path | None) -> None:
    """When, how large, and what went wrong. What they say is only written where one asks for it."""
    from tresse.letterbox.models import IncomingMail  # app ready

    letters = IncomingMail.objects.unreadable()
    for letter in letters.defer("raw").iterator():
        print(
            f"{letter.pk}  {letter.received_at:%Y-%m-%d %H:%M}  {letter.way}  {letter.size} bytes  {letter.because}"
        )
    print(f"{letters.count()} letters could not be read.")
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        for letter in letters.iterator():
            (folder / f"{letter.pk}.eml").write_bytes(bytes(letter.raw))
