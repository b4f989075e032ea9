"""What the rules of the desk stand on: the call, the district, the day, the working days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from bayu_docs.materials.workdays import Calendar
from bayu_docs.model.call import Call, DistrictProfile, Division, Limit
from bayu_docs.model.desk import Entry

RECOMMEND_MAX, RECOMMEND_MIN = "recommend_max", "recommend_min"
MAIN_CITY, MAIN_CITY_MIN, CLUSTERS_MIN = "主城都市区", "main_city_min", "clusters_min"


@dataclass(frozen=True)
class Ground:
    """today: the day on which something is decided or looked at."""

    call: Call
    district: DistrictProfile
    today: date
    calendar: Calendar = field(default_factory=Calendar)

    def division_of(self, entry: Entry) -> str:
        """The reporting unit an entry counts for: the desk's own, else the application's."""
        return self.district.division or entry.receipt.division

    def publicity_end(self, start: date, *, include_first: bool = False) -> date:
        """The last day of a publicity begun on that day (五（三）); CalendarUnknown.

        include_first: by the other reading, which counts the first day too (A23).
        """
        days = self.call.publicity_days.value
        return self.calendar.counted(start, days, include_first=include_first)[-1]

    def filing_end(self, start: date) -> date:
        """The last day to file a list dated that day (五（三）); CalendarUnknown."""
        return self.calendar.counted(start, self.call.filing_days.value)[-1]

    def division(self, name: str) -> Division | None:
        """The reporting unit of that name on the day of the call."""
        rows = [each for each in self.call.divisions if each.name == name]
        valid = [each for each in rows if each.valid_on(self.call.issued_on)]
        return next(iter((*valid, *rows)), None)

    def quota(self, division: str) -> Limit | None:
        """How many stations the unit must build, by its group; None when its group is unknown."""
        row = self.division(division)
        if row is None:
            return None
        return self.call.quotas.get(MAIN_CITY_MIN if row.group == MAIN_CITY else CLUSTERS_MIN)

    @property
    def recommend_max(self) -> Limit:
        """How many a district may recommend to the city (五（一）)."""
        return self.call.quotas[RECOMMEND_MAX]

    @property
    def recommend_min(self) -> Limit:
        """How many a district must recommend to the city (五（一）)."""
        return self.call.quotas[RECOMMEND_MIN]
