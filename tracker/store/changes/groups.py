"""Which settled clusters analysts' merges and splits tie together, and every edit about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.domain import Edit, EditKind
from tracker.resolve.pool import Pool
from tracker.resolve.roster import Group
from tracker.store.batches import batches
from tracker.store.changes.claims import ClaimReader
from tracker.store.models import EditRow

_JOINING = (EditKind.MERGE, EditKind.SOURCE)
_TYING = (*_JOINING, EditKind.SPLIT)


def edit_of(row: EditRow) -> Edit:
    """Give the domain value of a row."""
    return Edit(row.id, row.event_uid, EditKind(row.kind), row.made_at, row.field, row.value, row.note, row.editor)


@dataclass(slots=True)
class Groups:
    """Forms groups out of the clusters of a pool; clusters that a merge brings in are read."""

    session: Session
    pool: Pool
    reader: ClaimReader
    _tying: list[Edit] | None = None
    _any: bool | None = None
    _formed: dict[str, Group] = field(default_factory=dict)

    def of(self, base: str) -> Group:
        """Give the group of a cluster."""
        if base not in self._formed:
            group = self._form(base)
            self._formed.update(dict.fromkeys(group.bases, group))
        return self._formed[base]

    def base_of(self, uid: str) -> str | None:
        """Give the cluster that a uid means today: its own, the one its claim is in, or the one that it was split from."""
        if uid in self.pool.homes:
            return self.pool.homes[uid]
        split = next((edit for edit in self._edits_that_tie() if edit.id == uid), None)
        names = split.value if split else [uid]
        for assigned in self.reader.read_named(names):
            self.pool.take(assigned)
        return next((self.pool.homes[name] for name in names if name in self.pool.homes), None)

    def _form(self, base: str) -> Group:
        bases = [base]
        for one in bases:  # grows while it is read
            bases += [other for other in self._tied_to(one) if other not in bases]
        claims = {one: tuple(self.pool.claims[uid] for _, uid in self.pool.clusters[one].members) for one in bases}
        aliases = {claim.uid: one for one, members in claims.items() for claim in members}
        return Group(claims, self._edits_about(aliases), aliases)

    def _tied_to(self, base: str) -> list[str]:
        """Give the clusters that a merge or an added source ties to one."""
        names = self._names_of(base)
        ends = [{edit.event_uid, str(edit.value)} for edit in self._edits_that_tie() if edit.kind in _JOINING]
        tied = (self.base_of(name) for pair in ends if pair & names for name in sorted(pair))
        return [one for one in tied if one not in (None, base)]

    def _names_of(self, base: str) -> set[str]:
        """Give the uids by which edits can mean a cluster: those of its claims, and of what was split from it."""
        names = {uid for _, uid in self.pool.clusters[base].members}
        return names | {edit.id for edit in self._edits_that_tie() if edit.kind is EditKind.SPLIT and names & set(edit.value)}

    def _edits_that_tie(self) -> list[Edit]:
        if self._tying is None and not self._edited():
            self._tying = []
        if self._tying is None:
            query = select(EditRow).where(EditRow.kind.in_([kind.value for kind in _TYING])).order_by(EditRow.made_at, EditRow.id)
            self._tying = [edit_of(row) for row in self.session.scalars(query)]
        return self._tying

    def _edited(self) -> bool:
        """Whether anybody ever edited anything."""
        if self._any is None:
            self._any = self.session.scalar(select(EditRow.id).limit(1)) is not None
        return self._any

    def _edits_about(self, names: Iterable[str]) -> tuple[Edit, ...]:
        """Give every edit about events of these names, and about what was split from them."""
        if not self._edited():
            return ()
        wanted = set(names)
        wanted |= {edit.id for edit in self._edits_that_tie() if edit.kind is EditKind.SPLIT and wanted & set(edit.value)}
        rows = [
            row for batch in batches(sorted(wanted)) for row in self.session.scalars(select(EditRow).where(EditRow.event_uid.in_(batch)))
        ]
        return tuple(sorted(map(edit_of, rows), key=lambda edit: (edit.made_at, edit.id)))
