"""A mail as a draft: text and links only; the person opens it in a mail program, and sends it.

`X-Unsent: 1` lets mail programs open it for writing. It has no sender, date or message number, so
it says nothing of the machine; it never has an attachment. RFC 5322, 2045, 2047.
"""

from __future__ import annotations

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from app.report.paper import Paper
from app.report.writers.plain import plain_line
from app.report.writers.render_txt import letter

_ADDRESS = re.compile(r"([A-Za-z0-9._%+-]{1,64})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+)")
_SUBJECT = 200
_UNFOLDED = SMTP.clone(max_line_length=998)  # a subject is not folded: RFC 5322, 2.1.1


def render_eml(paper: Paper) -> bytes:
    """The draft. Where no address is known that a mail can go to, the person fills it in."""
    found = [match for text in paper.addresses if (match := _ADDRESS.fullmatch(text.strip()))]
    tree, template = paper.tree, paper.template
    subject = template.mail_subject or template.title
    mail = EmailMessage(policy=SMTP)
    if found:
        mail["To"] = Address(username=found[0][1], domain=found[0][2])
    mail["Subject"] = plain_line(subject.in_language(tree.language))[:_SUBJECT]
    mail["X-Unsent"] = "1"
    mail.set_content(letter(tree, template), charset="utf-8", cte="quoted-printable")
    return mail.as_bytes(policy=_UNFOLDED)
