"""Who takes part in an encounter that a noun tells: "talks between", "invited Li for talks", "with whom he will hold a meeting"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.domain import Kind
from tracker.mining.attendance import GREETINGS, Attendance
from tracker.mining.invitations import inviters
from tracker.mining.model import Party, Tag, unique
from tracker.mining.scene import SPEECHES, Scene


@dataclass(slots=True)
class NounParties:
    """Reads who meets from the words around a scene's nouns."""

    scene: Scene
    attendance: Attendance

    def of(self, at: int, start: int) -> tuple[Party, ...]:
        """Who meets: those of whom the noun is, who hold or attend it, whom it is with, and who is invited for it."""
        limit = self.scene.limit(at)
        partners = self.scene.roles.partners(at, limit, direct=False)
        of = self.scene.roles.partners(at, limit, direct=True) if self.scene.row.low(at + 1) in {"of", "among"} else ()
        owners = self.scene.roles.owners(start, at) or self.scene.roles.pronoun_owner(start, at)
        owners = () if self._topic(owners, start, at) else owners
        greeted = (verb := self.scene.row.nodes[start - 1].get(Tag.VERB) if start else None) is not None and verb.key in GREETINGS
        holder = () if greeted else self.scene.holder(start)  # who welcomes a summit need not attend it
        subject = (
            self._envoys(start)
            if self._closed(at, owners) or (owners and partners and self.is_ahead(start))
            else holder or self._speakers(start)
        )
        subject = subject or (self._sayer(at, start) if partners and not owners else ())
        if self._alone_before(at, start, subject) and not (owners or partners or of):
            return ()
        return unique((*self._invited(start), *self._whom(start), *subject, *owners, *partners, *of))

    def _invited(self, start: int) -> tuple[Party, ...]:
        """Who is invited for it: "has invited Li for talks"."""
        guest = self.scene.roles.party_at(start - 2) if self.scene.row.low(start - 1) == "for" else None
        return (guest,) if guest and guest.person and inviters(self.scene, (guest,)) else ()

    def _alone_before(self, at: int, start: int, subject: Sequence[Party]) -> bool:
        """Whether somebody only does something else ahead of a gathering, which does not say that they attend it."""
        noun = self.scene.row.nodes[at].get(Tag.NOUN)
        gathers = noun is not None and Kind(noun.detail) in {Kind.SUMMIT, Kind.CONFERENCE}
        return gathers and start > 0 and self.is_ahead(start) and len(subject) < 2

    def _sayer(self, at: int, start: int) -> tuple[Party, ...]:
        """Who says something ahead of an encounter with somebody: "Borg said ahead of talks with Lind"."""
        return self.scene.roles.sayer(start - 1) if start and self.is_ahead(start) and self.scene.row.low(at + 1) != "between" else ()

    def is_ahead(self, start: int) -> bool:
        """Whether a phrase stands after "ahead of" or the like."""
        prospect = self.scene.row.nodes[start - 1].get(Tag.PROSPECT)
        return prospect is not None and prospect.form == "preposed"

    def _topic(self, owners: Sequence[Party], start: int, at: int) -> bool:
        """Whether a country before the noun is what is talked of where one goes: "to visit Ankara for Syria talks"."""
        lone = owners[0] if len(owners) == 1 else None
        bare = lone and lone.last == at - 1 and self.scene.row.nodes[at - 1].has(Tag.COUNTRY)
        return bool(bare) and self.scene.row.low(start - 1) == "for"

    def _envoys(self, start: int) -> tuple[Party, ...]:
        """Who attends what its own words say is between others: "will lead the delegation to the U.S.-Morocco Dialogue"."""
        return self.attendance.takers(start) if self.attendance.by_envoy(start) else ()

    def _speakers(self, start: int) -> tuple[Party, ...]:
        """Those who speak before they meet: "Remarks by President Kirov and Prime Minister Lind Before Bilateral Meeting"."""
        party = self.scene.roles.party_at(start - 2)
        return self.scene.roles.coordinated(party) if party and self.scene.row.low(0) in SPEECHES else ()

    def _whom(self, at: int) -> tuple[Party, ...]:
        """The one before "with whom": "Abe, with whom he will hold talks"."""
        for here in range(at, self.scene.roles.clause_start(at), -1):
            if self.scene.row.low(here) == "whom":
                return self.scene.roles.antecedent(here)
        return ()

    def _closed(self, at: int, owners: Sequence[Party]) -> bool:
        """Whether the noun's phrase names all parties itself, so that the verb's subject is none: "talks between A and B"."""
        return self.scene.row.low(at + 1) in {"between", "among"} or (len(owners) > 1)
