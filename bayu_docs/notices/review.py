"""The composers of the papers from the call-out to the lists."""

from __future__ import annotations

from bayu_docs.notices import review_intake, review_lists, review_panel
from bayu_docs.notices.situation import Composer

COMPOSERS: dict[str, Composer] = {
    "call-out": review_intake.call_out,
    "receipt": review_intake.receipt,
    "correction": review_intake.correction,
    "outcome": review_intake.outcome,
    "consultation-minutes": review_panel.consultation,
    "recommendation": review_panel.recommendation,
    "roster": review_panel.roster,
    "transmittal": review_panel.transmittal,
    "score-sheet": review_panel.score_sheet,
    "site-visit": review_panel.site_visit,
    "review-minutes": review_panel.review_minutes,
    "publicity": review_lists.publicity,
    "publicity-result": review_lists.publicity_result,
    "award-list": review_lists.award_list,
    "filing-report": review_lists.filing_report,
    "city-publicity": review_lists.city_publicity,
    "city-award-list": review_lists.city_award_list,
    "transfer": review_lists.transfer,
}
