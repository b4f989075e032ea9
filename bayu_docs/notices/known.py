"""What the call says of a paper's own fields, where the data say nothing."""

from __future__ import annotations

from bayu_docs.model.call import Call
from bayu_docs.model.notice import Kind
from bayu_docs.notices.fields import schema_of


def known(kind: Kind, call: Call) -> dict[str, str]:
    """The fields that a kind has and the call answers: where its electronic copy goes."""
    mailbox = call.deadline_to_city.mailbox
    return {"media": mailbox} if mailbox and "media" in schema_of(kind)["properties"] else {}
