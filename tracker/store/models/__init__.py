"""The tables, by subject."""

from tracker.store.models.articles import ArticleAddress, ArticleRow, MentionPassage, MentionRow
from tracker.store.models.base import FAR, Base
from tracker.store.models.desk import Checkpoint, FeedRow, SavedView, Viewed
from tracker.store.models.directory import CountryRow, EditionRow, OfficeTerm, OrganisationRow, PersonRow, SeriesRow, VenueRow
from tracker.store.models.events import ChangeRow, EditRow, EventLinkRow, EventRow, EventVersion, ParticipantRow
from tracker.store.models.search import EVERYTHING, Block, Facet, FacetKey, Rollup, SearchState

__all__ = [
    "EVERYTHING",
    "FAR",
    "ArticleAddress",
    "ArticleRow",
    "Base",
    "Block",
    "ChangeRow",
    "Checkpoint",
    "CountryRow",
    "EditRow",
    "EditionRow",
    "EventLinkRow",
    "EventRow",
    "EventVersion",
    "Facet",
    "FacetKey",
    "FeedRow",
    "MentionPassage",
    "MentionRow",
    "OfficeTerm",
    "OrganisationRow",
    "ParticipantRow",
    "PersonRow",
    "Rollup",
    "SavedView",
    "SearchState",
    "SeriesRow",
    "VenueRow",
    "Viewed",
]
