"""Templates of the papers from the call-out to the lists, kind -> builder."""

from __future__ import annotations

from collections.abc import Callable

from papers.notices import review_city, review_intake, review_lists, review_panel, review_recommend

NOTICES: dict[str, Callable[[], bytes]] = {
    "call-out": review_intake.call_out,
    "receipt": review_intake.receipt,
    "correction": review_intake.correction,
    "outcome": review_intake.outcome,
    "consultation-minutes": review_recommend.consultation_minutes,
    "recommendation": review_recommend.recommendation,
    "roster": review_recommend.roster,
    "transmittal": review_recommend.transmittal,
    "review-plan": review_panel.review_plan,
    "score-sheet": review_panel.score_sheet,
    "site-visit": review_panel.site_visit,
    "review-minutes": review_panel.review_minutes,
    "publicity": review_lists.publicity,
    "objection": review_lists.objection,
    "publicity-result": review_lists.publicity_result,
    "award-list": review_lists.award_list,
    "filing-report": review_lists.filing_report,
    "city-publicity": review_lists.city_publicity,
    "city-award-list": review_lists.city_award_list,
    "transfer": review_city.transfer,
}
