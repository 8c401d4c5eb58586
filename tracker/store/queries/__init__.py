"""Reading the store: every function takes a session and an EventFilter or an id, and gives domain values or small frozen ones."""

from tracker.store.queries.article_list import ArticleLine, ArticlePage, list_articles
from tracker.store.queries.articles import SourceRow, StoredArticle, StoredMention, article, article_ids, evidence, mentions_of, origins_of
from tracker.store.queries.counterparts import Counterpart, counterparts
from tracker.store.queries.densities import DensityRow, count_dated, density, lane_density
from tracker.store.queries.facet_counts import FacetRow, ValueCount, busiest, facet, label_of, most_frequent, most_in_window
from tracker.store.queries.listing import Order, Page, any_event, count_events, every_event, list_events
from tracker.store.queries.named import NAMED, by_key
from tracker.store.queries.past import (
    Between,
    ChangePage,
    EventChange,
    Linked,
    by_day_and_event,
    changes_between,
    find_event,
    find_events,
    history,
    links_to,
    merged_from,
    merged_into,
    sequence_of,
    superseded,
    versions_of,
)
from tracker.store.queries.remembered import writes
from tracker.store.queries.timeline import WindowRow, WindowRows, window
from tracker.store.queries.units import Unit

__all__ = [
    "NAMED",
    "ArticleLine",
    "ArticlePage",
    "Between",
    "ChangePage",
    "Counterpart",
    "DensityRow",
    "EventChange",
    "FacetRow",
    "Linked",
    "Order",
    "Page",
    "SourceRow",
    "StoredArticle",
    "StoredMention",
    "Unit",
    "ValueCount",
    "WindowRow",
    "WindowRows",
    "any_event",
    "article",
    "article_ids",
    "busiest",
    "by_day_and_event",
    "by_key",
    "changes_between",
    "count_dated",
    "count_events",
    "counterparts",
    "density",
    "every_event",
    "evidence",
    "facet",
    "find_event",
    "find_events",
    "history",
    "label_of",
    "lane_density",
    "links_to",
    "list_articles",
    "list_events",
    "mentions_of",
    "merged_from",
    "merged_into",
    "most_frequent",
    "most_in_window",
    "origins_of",
    "sequence_of",
    "superseded",
    "versions_of",
    "window",
    "writes",
]
