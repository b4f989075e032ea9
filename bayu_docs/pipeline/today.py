"""The moment of the work: the clock, or SOURCE_DATE_EPOCH where builds must repeat to the byte."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone

from bayu_docs.errors import SourceUnreadable

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def now() -> datetime:
    """Now in Shanghai (UTC+8, no summer time since 1991); SourceUnreadable for a bad epoch."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(SHANGHAI).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(epoch), UTC).astimezone(SHANGHAI)
    except (ValueError, OverflowError, OSError) as error:
        raise SourceUnreadable("环境变量 SOURCE_DATE_EPOCH 应是整数秒") from error
